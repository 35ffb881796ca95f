package dev.lintel.ddl;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything that the DDL says about one secondary, search or vector index. Immutable. */
@AutoValue
public abstract class IndexDefinition {

  /**
   * One part of the key.
   *
   * @param order as the DDL spells it, {@code DESC NULLS LAST}, with ASC by default; empty for the
   *     columns of a search or vector index, which have no order
   */
  public record Part(String column, String order) {}

  /**
   * A clause after the key.
   *
   * @param text the clause as the DDL spells it, with all column and table names in quotes except
   *     in WHERE and options
   */
  record Clause(Kind kind, String text) {

    /** The known clauses. */
    enum Kind {
      STORING,
      PARTITION_BY,
      ORDER_BY,
      WHERE,
      INTERLEAVE_IN,
      OPTIONS,
      /** Any other clause. */
      OTHER
    }
  }

  /** Returns the name, qualified with its schema. */
  public abstract String getName();

  /** Returns the name of the table, qualified as in {@link Table#getName}. */
  public abstract String getTable();

  /** Returns the words between CREATE and INDEX: UNIQUE, NULL_FILTERED, SEARCH, VECTOR. */
  public abstract ImmutableList<String> getModifiers();

  /** Returns the method after USING, if given. */
  public abstract Optional<String> getMethod();

  /** Returns the parts of the key. */
  public abstract ImmutableList<Part> getParts();

  /** Returns the clauses in the order of the DDL. */
  abstract ImmutableList<Clause> getClauses();

  /** Returns the text of all clauses as they follow the key. */
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
