package dev.lintel.schema;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableSet;
import java.io.Serializable;
import java.util.Locale;
import java.util.OptionalLong;
import org.checkerframework.checker.nullness.qual.Nullable;

/** One column of a table, as the database describes it. Immutable. */
@AutoValue
public abstract class Column implements Serializable {

  private static final ImmutableSet<String> TOKEN_LISTS =
      ImmutableSet.of("tokenlist", "spanner.tokenlist");

  /** Where the value of a column comes from when a write does not name it. */
  public enum Source {
    /** The writer gives it; without one it is null. */
    WRITER,
    /** A default expression, an identity or a sequence: the writer may give it. */
    DEFAULT,
    /** A generated column: a write that names it is rejected. */
    GENERATED
  }

  /** The name, spelt as the database spells it. */
  public abstract String getName();

  /** The type as the client knows it, without lengths: {@code ARRAY<STRING>}, {@code INT64}. */
  public abstract Type getType();

  /** The type as the database spells it: {@code STRING(36)}, {@code character varying(20)[]}. */
  public abstract String getTypeName();

  abstract @Nullable Long getMaxLengthOrNull();

  /** True unless the column is NOT NULL. */
  public abstract boolean isNullable();

  public abstract Source getSource();

  /** True if the column may hold the commit timestamp of the write that sets it. */
  public abstract boolean isCommitTimestampAllowed();

  /**
   * The most characters (STRING) or bytes (BYTES) that the column, or each element of an array
   * column, may hold; empty for other types and for {@code MAX}.
   */
  public OptionalLong getMaxLength() {
    Long length = getMaxLengthOrNull();
    return length == null ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /** True if a write may name the column. */
  public boolean isWritable() {
    return getSource() != Source.GENERATED;
  }

  /** True if a read may name the column; a search token list has no values to give. */
  public boolean isReadable() {
    return !TOKEN_LISTS.contains(getTypeName().toLowerCase(Locale.ROOT));
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_Column.Builder()
        .setNullable(true)
        .setSource(Source.WRITER)
        .setCommitTimestampAllowed(false);
  }

  /** Builds a {@link Column}; nullable, writable and without a length unless told. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setName(String name);

    public abstract Builder setType(Type type);

    public abstract Builder setTypeName(String typeName);

    abstract Builder setMaxLengthOrNull(@Nullable Long maxLength);

    public abstract Builder setNullable(boolean nullable);

    public abstract Builder setSource(Source source);

    public abstract Builder setCommitTimestampAllowed(boolean allowed);

    public Builder setMaxLength(long maxLength) {
      return setMaxLengthOrNull(maxLength);
    }

    public abstract Column build();
  }
}
