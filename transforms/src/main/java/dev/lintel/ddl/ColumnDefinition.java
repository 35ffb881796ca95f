package dev.lintel.ddl;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/** All that DDL says of one column; expressions are spelt as the server spells them. Immutable. */
@AutoValue
public abstract class ColumnDefinition {

  public abstract String getName();

  /** The type as INFORMATION_SCHEMA spells it: {@code STRING(36)}, {@code real[]}. */
  public abstract String getSqlType();

  /** The type as the client knows it, without lengths. */
  public abstract Type getType();

  /** True unless the column is NOT NULL. */
  public abstract boolean isNullable();

  /** True if {@code SELECT *} leaves the column out. */
  public abstract boolean isHidden();

  /** True if the column says in which placement a row is. */
  public abstract boolean isPlacementKey();

  /** What follows DEFAULT, without the parentheses around it. */
  public abstract Optional<String> getDefaultExpression();

  /** What follows ON UPDATE, without the parentheses around it. */
  public abstract Optional<String> getOnUpdateExpression();

  /** Of a generated column, without the parentheses around it. */
  public abstract Optional<String> getGenerationExpression();

  /** True for a generated column that is computed when the row is written. */
  public abstract boolean isStored();

  /** The counter of an identity column. */
  public abstract Optional<CounterDefinition> getIdentity();

  /** Such as {@code allow_commit_timestamp}; sorted by name. */
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
