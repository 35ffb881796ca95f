package dev.lintel.compare;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type.StructField;
import com.google.common.collect.ImmutableList;
import dev.lintel.transforms.MutationBytes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A row that is not the same on the expected side, which is the reference, and on the actual side.
 * Immutable. Its coder is {@link RowDifferenceCoder}.
 *
 * <p>The rows have the columns of the {@link TableComparison}, in its order, each with the names
 * and types of its own side.
 */
@DefaultCoder(RowDifferenceCoder.class)
public final class RowDifference {

  /** How the sides differ. */
  public enum Kind {
    /** The row is on the expected side only. */
    MISSING,
    /** The row is on the actual side only. */
    EXTRA,
    /** The row is on both sides, with different values. */
    CHANGED
  }

  private final String table;
  private final Key key;
  private final @Nullable Struct expected;
  private final @Nullable Struct actual;
  private final ImmutableList<Integer> positions;

  RowDifference(
      String table,
      Key key,
      @Nullable Struct expected,
      @Nullable Struct actual,
      List<Integer> positions) {
    checkArgument(expected != null || actual != null, "A difference has a row");
    this.table = table;
    this.key = key;
    this.expected = expected;
    this.actual = actual;
    this.positions = ImmutableList.copyOf(positions);
  }

  /** Returns a row that is on the expected side only. */
  public static RowDifference missing(String table, Key key, Struct expected) {
    return new RowDifference(table, key, expected, null, List.of());
  }

  /** Returns a row that is on the actual side only. */
  public static RowDifference extra(String table, Key key, Struct actual) {
    return new RowDifference(table, key, null, actual, List.of());
  }

  /**
   * Returns a row that is on both sides.
   *
   * @param positions the positions of the columns that differ
   */
  public static RowDifference changed(
      String table, Key key, Struct expected, Struct actual, List<Integer> positions) {
    return new RowDifference(table, key, expected, actual, positions);
  }

  /** Returns the name of the table on the expected side. */
  public String getTable() {
    return table;
  }

  /** Returns how the sides differ. */
  public Kind getKind() {
    return expected == null ? Kind.EXTRA : actual == null ? Kind.MISSING : Kind.CHANGED;
  }

  /** Returns the primary key of the row. */
  public Key getKey() {
    return key;
  }

  /** Returns the row of the expected side; empty if it is {@link Kind#EXTRA}. */
  public Optional<Struct> getExpected() {
    return Optional.ofNullable(expected);
  }

  /** Returns the row of the actual side; empty if it is {@link Kind#MISSING}. */
  public Optional<Struct> getActual() {
    return Optional.ofNullable(actual);
  }

  /** Returns the positions of the columns that differ, ascending; empty unless it is CHANGED. */
  public ImmutableList<Integer> getPositions() {
    return positions;
  }

  /** Returns the columns that differ; empty unless it is {@link Kind#CHANGED}. */
  public ImmutableList<ColumnDifference> getColumns() {
    ImmutableList.Builder<ColumnDifference> columns = ImmutableList.builder();
    if (expected != null && actual != null) {
      for (int position : positions) {
        StructField field = expected.getType().getStructFields().get(position);
        columns.add(
            new ColumnDifference(
                field.getName(),
                field.getType(),
                expected.getValue(position),
                actual.getValue(position)));
      }
    }
    return columns.build();
  }

  /** Returns about how many bytes the rows take on the wire: fast, and rarely too few. */
  public long estimateBytes() {
    return (expected == null ? 0 : MutationBytes.estimate(expected))
        + (actual == null ? 0 : MutationBytes.estimate(actual));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowDifference that
        && table.equals(that.table)
        && key.equals(that.key)
        && Objects.equals(expected, that.expected)
        && Objects.equals(actual, that.actual)
        && positions.equals(that.positions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(table, key, positions);
  }

  /** Names the table, the kind and the columns, and no content of the row. */
  @Override
  public String toString() {
    return table + " " + getKind() + " " + positions;
  }
}
