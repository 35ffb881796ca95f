package dev.lintel.pipeline.exportfolder;

import com.google.cloud.spanner.Dialect;
import dev.lintel.ddl.CounterDefinition;
import java.util.Optional;

/** Reads the counter of an identity column or of a PostgreSQL sequence. Pure. */
final class CounterProperties {

  private CounterProperties() {}

  /** Its clauses as in DDL; empty if it has no clauses. */
  static String clauses(Properties properties, Dialect dialect) {
    return new CounterDefinition(
            properties
                .find(PropertyNames.SEQUENCE_KIND)
                .filter(kind -> !kind.equals(PropertyNames.DEFAULT_KIND)),
            number(properties, PropertyNames.SKIP_RANGE_MIN),
            number(properties, PropertyNames.SKIP_RANGE_MAX),
            number(properties, PropertyNames.COUNTER_START),
            Optional.empty())
        .copyClauses(dialect);
  }

  private static Optional<Long> number(Properties properties, String name) {
    try {
      return properties.find(name).filter(text -> !text.isEmpty()).map(Long::parseLong);
    } catch (NumberFormatException e) {
      throw properties.bad(name, "which is no number");
    }
  }
}
