package dev.lintel.compare;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyOrder;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is compared of one table: the table on the expected side, which is the reference, and on the
 * actual side, which is checked against it. Immutable.
 *
 * <p>Compared are the columns that both sides have, in any letter case, with types that are {@link
 * ComparableTypes#areComparable comparable}, and that can be read; in the order of the expected
 * table. Other columns are not in the comparison.
 *
 * <p>Rows are identified by the primary key. They are compared in the key order of the expected
 * table, also if the actual table sorts its key columns in another direction.
 */
@AutoValue
public abstract class TableComparison implements Serializable {

  /** Returns the table on the expected side. */
  public abstract ComparedSide getExpected();

  /** Returns the table on the actual side. */
  public abstract ComparedSide getActual();

  /** Returns the columns that were left out by name, as the expected side spells them. */
  public abstract ImmutableList<String> getIgnoredColumns();

  /**
   * Returns the tolerance for FLOAT32 and FLOAT64, also in arrays: two numbers are equal if they
   * differ by at most the tolerance times the larger of 1 and their magnitudes. So it is absolute
   * for numbers below 1 and relative for others. 0 stands for exact comparison, in which -0.0
   * differs from 0.0.
   */
  public abstract double getFloatTolerance();

  /**
   * Returns the comparison of all columns that the tables have in common, floats exactly.
   *
   * @throws IllegalArgumentException if the tables have not {@link #haveSameKey the same key}
   */
  public static TableComparison of(
      Dialect expectedDialect, Table expected, Dialect actualDialect, Table actual) {
    checkArgument(
        haveSameKey(expected, actual), "The key of %s is not the same", expected.getName());
    List<Column> left = new ArrayList<>();
    List<Column> right = new ArrayList<>();
    for (Column column : expected.getColumns()) {
      Optional<Column> other = actual.findColumn(column.getName());
      if (column.isReadable()
          && other.isPresent()
          && other.get().isReadable()
          && ComparableTypes.areComparable(column.getType(), other.get().getType())) {
        left.add(column);
        right.add(other.get());
      }
    }
    return new AutoValue_TableComparison(
        new ComparedSide(expectedDialect, expected, ImmutableList.copyOf(left)),
        new ComparedSide(actualDialect, actual, ImmutableList.copyOf(right)),
        ImmutableList.of(),
        0);
  }

  /**
   * Returns whether the keys have the same columns, in the same order and of comparable types; the
   * direction of a column does not matter.
   */
  public static boolean haveSameKey(Table expected, Table actual) {
    List<KeyPart> key = expected.getPrimaryKey();
    List<KeyPart> other = actual.getPrimaryKey();
    if (key.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < key.size(); i++) {
      String name = key.get(i).getColumn();
      Optional<Column> column = expected.findColumn(name);
      Optional<Column> same = actual.findColumn(name);
      if (!name.equalsIgnoreCase(other.get(i).getColumn())
          || column.isEmpty()
          || same.isEmpty()
          || !ComparableTypes.areComparable(column.get().getType(), same.get().getType())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Leaves out columns, named in any letter case; names of columns that are not compared have no
   * effect.
   *
   * @throws IllegalArgumentException if one is a column of the key
   */
  public TableComparison withIgnoredColumns(Collection<String> names) {
    Set<String> ignored =
        names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    for (KeyPart part : getExpected().table().getPrimaryKey()) {
      checkArgument(
          !ignored.contains(part.getColumn().toLowerCase(Locale.ROOT)),
          "%s.%s is a column of the key, which cannot be ignored",
          getTable(),
          part.getColumn());
    }
    List<Column> left = new ArrayList<>();
    List<Column> right = new ArrayList<>();
    List<String> leftOut = new ArrayList<>(getIgnoredColumns());
    for (int i = 0; i < getColumnCount(); i++) {
      Column column = getExpected().columns().get(i);
      if (ignored.contains(column.getName().toLowerCase(Locale.ROOT))) {
        leftOut.add(column.getName());
      } else {
        left.add(column);
        right.add(getActual().columns().get(i));
      }
    }
    return new AutoValue_TableComparison(
        new ComparedSide(
            getExpected().dialect(), getExpected().table(), ImmutableList.copyOf(left)),
        new ComparedSide(getActual().dialect(), getActual().table(), ImmutableList.copyOf(right)),
        ImmutableList.copyOf(leftOut),
        getFloatTolerance());
  }

  /**
   * Sets the {@link #getFloatTolerance tolerance}.
   *
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public TableComparison withFloatTolerance(double tolerance) {
    checkArgument(
        tolerance >= 0 && !Double.isInfinite(tolerance),
        "The tolerance must be 0 or a positive number, but is %s",
        tolerance);
    return new AutoValue_TableComparison(
        getExpected(), getActual(), getIgnoredColumns(), tolerance);
  }

  /** Returns the name of the table on the expected side. */
  public String getTable() {
    return getExpected().table().getName();
  }

  /** Returns the number of compared columns. */
  public int getColumnCount() {
    return getExpected().columns().size();
  }

  /** Returns the positions of the key columns among the compared columns, in key order. */
  public ImmutableList<Integer> getKeyPositions() {
    return getExpected().keyPositions();
  }

  /** Returns the order of the rows of both sides: the key order of the expected table. */
  KeyOrder keyOrder() {
    return KeyOrder.of(getExpected().table());
  }

  /** Returns the key columns of a row, in key order. */
  Struct keyColumns(Struct row) {
    Struct.Builder key = Struct.newBuilder();
    for (int position : getKeyPositions()) {
      key.set(getExpected().columns().get(position).getName()).to(row.getValue(position));
    }
    return key.build();
  }

  /** Returns the type of a compared column on the expected side. */
  Type type(int position) {
    return getExpected().columns().get(position).getType();
  }
}
