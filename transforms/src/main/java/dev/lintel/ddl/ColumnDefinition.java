package dev.lintel.ddl;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the DDL says about one column, with expressions as the server spells them.
 * Immutable.
 */
@AutoValue
public abstract class ColumnDefinition {

  /** Returns the name as the DDL spells it. */
  public abstract String getName();

  /** Returns the type as INFORMATION_SCHEMA spells it: {@code STRING(36)}, {@code real[]}. */
  public abstract String getSqlType();

  /** Returns the type of the client library, without lengths. */
  public abstract Type getType();

  /** Returns false if the column is NOT NULL. */
  public abstract boolean isNullable();

  /** Returns true if {@code SELECT *} leaves the column out. */
  public abstract boolean isHidden();

  /** Returns true if the column decides the placement of a row. */
  public abstract boolean isPlacementKey();

  /** Returns the expression of DEFAULT, without the parentheses around it. */
  public abstract Optional<String> getDefaultExpression();

  /** Returns the expression of ON UPDATE, without the parentheses around it. */
  public abstract Optional<String> getOnUpdateExpression();

  /** Returns the expression of a generated column, without the parentheses around it. */
  public abstract Optional<String> getGenerationExpression();

  /** Returns true for a generated column that is computed when the row is written. */
  public abstract boolean isStored();

  /** Returns the counter of an identity column. */
  public abstract Optional<CounterDefinition> getIdentity();

  /** Returns the options, such as {@code allow_commit_timestamp}, sorted by name. */
  public abstract ImmutableList<DdlOption> getOptions();

  abstract Builder toBuilder();

  static Builder builder() {
    return new AutoValue_ColumnDefinition.Builder()
        .setNullable(true)
        .setHidden(false)
        .setPlacementKey(false)
        .setStored(false)
        .setOptions(List.of());
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setName(String name);

    abstract Builder setSqlType(String sqlType);

    abstract Builder setType(Type type);

    abstract Builder setNullable(boolean nullable);

    abstract Builder setHidden(boolean hidden);

    abstract Builder setPlacementKey(boolean placementKey);

    abstract Builder setDefaultExpression(String expression);

    abstract Builder setOnUpdateExpression(String expression);

    abstract Builder setGenerationExpression(String expression);

    abstract Builder setStored(boolean stored);

    abstract Builder setIdentity(CounterDefinition counter);

    abstract Builder setOptions(List<DdlOption> options);

    abstract ColumnDefinition build();
  }
}
