package dev.lintel.compare;

import com.google.auto.value.AutoValue;
import com.google.cloud.Timestamp;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.transforms.RequestOptions;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Looks at differences again, at a later timestamp that is the same on both sides, and keeps those
 * that are still there, with their values at that timestamp.
 *
 * <p>For databases that are being written, one after the other: a difference was only the trace of
 * such a write if it is gone after the time that a write takes to reach the second database. So
 * choose that time for {@link #withNotBefore}.
 *
 * <p><b>Cost.</b> Up to {@value RecheckFn#MAX_KEYS} keys of a table, or 8 MiB of rows, are read
 * with one request a side, and no other rows. A step without differences does not wait.
 *
 * <p><b>Windows.</b> A difference that is still there is output in each window that it came in,
 * once for each request: equal ones among them are one, with the timestamp of the first. An input
 * without equal differences in a window has none in its output.
 *
 * <p><b>Delivery.</b> A bundle that fails is checked again, at a still later timestamp.
 */
@AutoValue
public abstract class RecheckDifferences
    extends PTransform<PCollection<RowDifference>, PCollection<RowDifference>> {

  abstract ConnectionConfig getExpectedConfig();

  abstract ConnectionConfig getActualConfig();

  abstract ImmutableList<TableComparison> getTables();

  abstract Timestamp getNotBefore();

  abstract RequestOptions getRequestOptions();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setExpectedConfig(ConnectionConfig config);

    abstract Builder setActualConfig(ConnectionConfig config);

    abstract Builder setTables(List<TableComparison> tables);

    abstract Builder setNotBefore(Timestamp timestamp);

    abstract Builder setRequestOptions(RequestOptions options);

    abstract RecheckDifferences build();
  }

  /**
   * Returns a check at the latest timestamp; {@link #withTables} adds what may have differences.
   */
  public static RecheckDifferences between(ConnectionConfig expected, ConnectionConfig actual) {
    return new AutoValue_RecheckDifferences.Builder()
        .setExpectedConfig(expected)
        .setActualConfig(actual)
        .setTables(List.of())
        .setNotBefore(Timestamp.MIN_VALUE)
        .setRequestOptions(RequestOptions.NONE)
        .build();
  }

  /** Sets the comparisons that found the differences. A difference of another table fails. */
  public RecheckDifferences withTables(List<TableComparison> tables) {
    return toBuilder().setTables(tables).build();
  }

  /**
   * Sets the earliest timestamp to look at, such as that of the comparison and some seconds; a
   * worker that has differences before waits for it. It is the same for all differences, so where
   * the comparison takes longer than those seconds, hold the differences back instead, until it has
   * ended and the time has passed.
   */
  public RecheckDifferences withNotBefore(Timestamp timestamp) {
    return toBuilder().setNotBefore(timestamp).build();
  }

  /** Sets priority and tag of the requests. */
  public RecheckDifferences withRequestOptions(RequestOptions options) {
    return toBuilder().setRequestOptions(options).build();
  }

  @Override
  public PCollection<RowDifference> expand(PCollection<RowDifference> input) {
    return input.apply("Recheck", ParDo.of(new RecheckFn(this))).setCoder(RowDifferenceCoder.of());
  }
}
