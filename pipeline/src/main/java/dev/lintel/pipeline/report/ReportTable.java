package dev.lintel.pipeline.report;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A table whose first column names the rows. Numbers are aligned, and may be drawn as a bar in each
 * row. Immutable.
 *
 * @param caption what the table shows, in a few words
 * @param rows each as long as the columns
 * @param bars the columns of numbers that are drawn, from left to right
 * @param totals whether a last row shows the sums of the numbers
 */
public record ReportTable(
    String caption,
    ImmutableList<Column> columns,
    ImmutableList<ImmutableList<Cell>> rows,
    ImmutableSet<Integer> bars,
    boolean totals)
    implements ReportPart {

  /** How the values of a column are written. */
  public enum Kind {
    /** Words, in the font of the page. */
    TEXT,
    /** A few words that stay on one line, such as a state or a time. */
    LABEL,
    /** Values and names, in a font whose characters have one width. */
    CODE,
    /** Whole numbers. */
    NUMBER
  }

  /** A column. */
  public record Column(String heading, Kind kind) {}

  /**
   * A value.
   *
   * @param text as it is shown
   * @param number the value in a column of numbers, if it has one there
   */
  public record Cell(String text, Optional<Long> number) {}

  /** The number of a row in a column; 0 if it has none. */
  long number(int row, int column) {
    return rows.get(row).get(column).number().orElse(0L);
  }

  /** The sum of a row's numbers that are drawn. */
  long drawn(int row) {
    return bars.stream().mapToLong(column -> number(row, column)).sum();
  }

  /** The sum of a column. */
  long total(int column) {
    long sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      sum += number(row, column);
    }
    return sum;
  }

  /** Begins a table; its first column is to be added first. */
  public static Builder of(String caption) {
    return new Builder(caption);
  }

  /** Collects columns, then rows. Not thread-safe. */
  public static final class Builder {
    private final String caption;
    private final List<Column> columns = new ArrayList<>();
    private final ImmutableList.Builder<ImmutableList<Cell>> rows = ImmutableList.builder();
    private final ImmutableSet.Builder<Integer> bars = ImmutableSet.builder();
    private boolean totals;

    private Builder(String caption) {
      this.caption = caption;
    }

    /** Adds columns of words. */
    public Builder texts(String... headings) {
      return add(Kind.TEXT, headings);
    }

    /** Adds columns of a few words each. */
    public Builder labels(String... headings) {
      return add(Kind.LABEL, headings);
    }

    /** Adds columns of values or names. */
    public Builder codes(String... headings) {
      return add(Kind.CODE, headings);
    }

    /** Adds columns of whole numbers. */
    public Builder numbers(String... headings) {
      return add(Kind.NUMBER, headings);
    }

    private Builder add(Kind kind, String... headings) {
      for (String heading : headings) {
        columns.add(new Column(heading, kind));
      }
      return this;
    }

    /** Draws these columns of numbers, one after the other, as a bar in each row. */
    public Builder bars(String... headings) {
      for (String heading : headings) {
        bars.add(columns.indexOf(new Column(heading, Kind.NUMBER)));
      }
      return this;
    }

    /** Adds a last row with the sums of the numbers, if there are several rows. */
    public Builder withTotals() {
      totals = true;
      return this;
    }

    /**
     * Adds a row.
     *
     * @param values one a column: a Long or an Integer where numbers are, and anything elsewhere,
     *     which is shown as its {@code toString}; null for what is not known
     */
    public Builder row(@Nullable Object... values) {
      checkArgument(
          values.length == columns.size(),
          "a row of %s values in a table of %s columns",
          values.length,
          columns.size());
      ImmutableList.Builder<Cell> cells = ImmutableList.builder();
      for (int i = 0; i < values.length; i++) {
        cells.add(cell(columns.get(i), values[i]));
      }
      rows.add(cells.build());
      return this;
    }

    private static Cell cell(Column column, @Nullable Object value) {
      if (value == null) {
        return new Cell("–", Optional.empty());
      }
      if (column.kind() != Kind.NUMBER) {
        return new Cell(value.toString(), Optional.empty());
      }
      checkArgument(
          value instanceof Long || value instanceof Integer,
          "%s is no whole number, in column %s",
          value,
          column.heading());
      long number = ((Number) value).longValue();
      return new Cell(Figures.number(number), Optional.of(number));
    }

    public ReportTable build() {
      return new ReportTable(
          caption, ImmutableList.copyOf(columns), rows.build(), bars.build(), totals);
    }
  }
}
