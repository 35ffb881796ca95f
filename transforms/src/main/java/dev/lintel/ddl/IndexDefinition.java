package dev.lintel.ddl;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All that DDL says of one secondary, search or vector index. Immutable. */
@AutoValue
public abstract class IndexDefinition {

  /**
   * One part of the key.
   *
   * @param order as DDL spells it, {@code DESC NULLS LAST}, and ASC if it says nothing; empty for
   *     the columns of a search or vector index, which have none
   */
  public record Part(String column, String order) {}

  /**
   * What follows the key.
   *
   * @param text the clause as DDL spells it, with all column and table names in quotes except in
   *     WHERE and options
   */
  public record Clause(Kind kind, String text) {

    /** The known clauses. */
    public enum Kind {
      STORING,
      PARTITION_BY,
      ORDER_BY,
      WHERE,
      INTERLEAVE_IN,
      OPTIONS,
      /** One that is not known here. */
      OTHER
    }
  }

  /** The name, qualified with its schema. */
  public abstract String getName();

  /** The name of the table, qualified as {@link Table#getName} is. */
  public abstract String getTable();

  /** What is between CREATE and INDEX: UNIQUE, NULL_FILTERED, SEARCH, VECTOR. */
  public abstract ImmutableList<String> getModifiers();

  /** What follows USING, if anything does. */
  public abstract Optional<String> getMethod();

  public abstract ImmutableList<Part> getParts();

  /** In the order of the DDL. */
  public abstract ImmutableList<Clause> getClauses();

  /** The clauses one after the other, as they follow the key. */
  public String getClauseText(Dialect dialect) {
    String comma = dialect == Dialect.POSTGRESQL ? " " : ", ";
    return getClauses().stream()
        .map(c -> (c.kind() == Clause.Kind.INTERLEAVE_IN ? comma : " ") + c.text())
        .collect(Collectors.joining());
  }

  static Builder builder() {
    return new AutoValue_IndexDefinition.Builder();
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setName(String name);

    abstract Builder setTable(String table);

    abstract Builder setModifiers(List<String> modifiers);

    abstract Builder setMethod(Optional<String> method);

    abstract Builder setParts(List<Part> parts);

    abstract Builder setClauses(List<Clause> clauses);

    abstract IndexDefinition build();
  }
}
