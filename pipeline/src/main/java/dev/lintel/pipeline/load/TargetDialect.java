package dev.lintel.pipeline.load;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.cloud.spanner.Dialect;
import dev.lintel.pipeline.options.ChoiceHelp;

/** The SQL dialect of a database that a job creates, named as gcloud names it. */
public enum TargetDialect {
  @ChoiceHelp(label = "GoogleSQL", description = "GoogleSQL")
  @JsonProperty("GOOGLE_STANDARD_SQL")
  GOOGLE_STANDARD_SQL(Dialect.GOOGLE_STANDARD_SQL),
  @ChoiceHelp(label = "PostgreSQL", description = "PostgreSQL")
  @JsonProperty("POSTGRESQL")
  POSTGRESQL(Dialect.POSTGRESQL);

  private final Dialect dialect;

  TargetDialect(Dialect dialect) {
    this.dialect = dialect;
  }

  public Dialect dialect() {
    return dialect;
  }
}
