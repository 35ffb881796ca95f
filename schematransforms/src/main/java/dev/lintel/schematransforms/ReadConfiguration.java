package dev.lintel.schematransforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.transforms.ReadRows;
import dev.lintel.transforms.ReadSpec;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The configuration of {@link SpannerReadProvider}. Immutable. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SuppressWarnings("AutoValueImmutableFields") // Beam's schemas know List only.
public abstract class ReadConfiguration extends DatabaseConfiguration {

  @SchemaFieldDescription("Table to read. Give this or query.")
  public abstract @Nullable String getTable();

  @SchemaFieldDescription("Columns of the table to read. Default: all that can be read.")
  public abstract @Nullable List<String> getColumns();

  @SchemaFieldDescription(
      "Secondary index to read by. The columns are then required, and have to be in the index.")
  public abstract @Nullable String getIndex();

  @SchemaFieldDescription("SQL query to read the rows of. Give this or table.")
  public abstract @Nullable String getQuery();

  @SchemaFieldDescription(
      "Time to read the database as of, such as 2026-01-31T00:00:00Z. Default: when the read"
          + " begins.")
  public abstract @Nullable String getSnapshotTime();

  @SchemaFieldDescription(
      "Whether to read with Data Boost, which does not use the capacity of the instance. Default:"
          + " false.")
  public abstract @Nullable Boolean getDataBoost();

  /**
   * Returns the read.
   *
   * @throws IllegalArgumentException if fields contradict each other
   */
  ReadRows read() {
    ReadRows read =
        ReadRows.from(connection())
            .withRead("rows", spec())
            .withRequestOptions(requestOptions())
            .withTimestampBound(bound());
    return Boolean.TRUE.equals(getDataBoost()) ? read.withDataBoost() : read;
  }

  private ReadSpec spec() {
    String query = getQuery();
    checkArgument((getTable() == null) != (query == null), "Give either table or query");
    if (query != null) {
      checkArgument(
          getColumns() == null && getIndex() == null, "A query takes no columns and no index");
      return ReadSpec.ofQuery(query);
    }
    ReadSpec table = ReadSpec.ofTable(getTable());
    if (getColumns() != null) {
      table = table.withColumns(getColumns());
    }
    checkArgument(
        getIndex() == null || getColumns() != null, "A read by index needs columns: those of it");
    return getIndex() == null ? table : table.withIndex(getIndex());
  }

  private TimestampBound bound() {
    String time = getSnapshotTime();
    if (time == null) {
      return TimestampBound.strong();
    }
    try {
      Instant instant = Instant.parse(time);
      return TimestampBound.ofReadTimestamp(
          Timestamp.ofTimeSecondsAndNanos(instant.getEpochSecond(), instant.getNano()));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "snapshot_time must be like 2026-01-31T00:00:00Z, but is " + time, e);
    }
  }
}
