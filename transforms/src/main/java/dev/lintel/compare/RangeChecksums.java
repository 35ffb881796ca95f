package dev.lintel.compare;

import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.StructReader;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * SQL that computes checksums of key ranges of one side in the database. Immutable and thread-safe.
 *
 * <p>The checksum of a range is the number of its rows and the sum of a 64-bit fingerprint of the
 * {@link CanonicalText} of each row. The sum is exact, so that equal rows cannot cancel each other,
 * and the text of a row contains its key, so that the texts of a range are distinct. Ranges that
 * differ have the same checksum with a probability of about 2<sup>-64</sup>, unless somebody makes
 * the values for that purpose: the fingerprint is not a cryptographic hash.
 */
final class RangeChecksums {
  private final ComparedSide side;
  private final KeyPredicates predicates;
  private final CanonicalText texts;
  private final Optional<String> row;
  private final String key;

  private RangeChecksums(
      ComparedSide side,
      KeyPredicates predicates,
      CanonicalText texts,
      Optional<String> row,
      String key) {
    this.side = side;
    this.predicates = predicates;
    this.texts = texts;
    this.row = row;
    this.key = key;
  }

  /** Returns the queries of a side of a comparison. */
  static RangeChecksums of(TableComparison comparison, ComparedSide side) {
    ComparedSide other =
        side.equals(comparison.getExpected()) ? comparison.getActual() : comparison.getExpected();
    CanonicalText texts = CanonicalText.of(side.dialect(), other.dialect());
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < side.columns().size(); i++) {
      columns.add(side.quoted(i));
    }
    KeyPredicates predicates = new KeyPredicates(comparison, side);
    List<Column> key = comparison.getKeyPositions().stream().map(side.columns()::get).toList();
    return new RangeChecksums(
        side,
        predicates,
        texts,
        texts.row(side.columns(), columns),
        // Every type that a key column may have has a text.
        texts.row(key, predicates.columns()).orElseThrow());
  }

  /** Returns whether every compared column has a {@link CanonicalText}. */
  boolean hasChecksums() {
    return row.isPresent();
  }

  /**
   * Returns a query of the checksums of the ranges that these keys split a range into. Its rows are
   * read by {@link #read}.
   */
  Statement checksums(RowRange range, List<Struct> keys) {
    SqlParameters parameters = new SqlParameters(side.dialect());
    String sum = texts.sum(texts.fingerprint(row.orElseThrow()));
    String sql =
        keys.isEmpty()
            ? "SELECT 0, COUNT(*), %s FROM %s%s"
                .formatted(sum, side.quotedTable(), where(range, "", parameters))
            : "SELECT %s, COUNT(*), %s FROM %s%s GROUP BY 1"
                .formatted(
                    number(keys, 0, keys.size(), parameters),
                    sum,
                    side.quotedTable(),
                    where(range, "", parameters));
    return parameters.statement(sql);
  }

  /** Reads a row of {@link #checksums} into the list of the checksums of all ranges. */
  static void read(StructReader row, List<RangeChecksum> checksums) {
    Value sum = row.getValue(2);
    checksums.set(
        (int) row.getLong(0),
        new RangeChecksum(
            row.getLong(1), sum.isNull() ? BigDecimal.ZERO : new BigDecimal(sum.getAsString())));
  }

  /**
   * Returns a query of the keys of about one in so many rows of a range, in order. A key is chosen
   * by its fingerprint, so the keys are spread evenly over the rows, whatever the keys are.
   */
  Statement sample(RowRange range, long oneIn) {
    SqlParameters parameters = new SqlParameters(side.dialect());
    String chosen = "MOD(%s, %d) = 0".formatted(texts.fingerprint(key), oneIn);
    return parameters.statement(keys(where(range, chosen, parameters)));
  }

  /** Returns a query of the key of the row after so many rows of a range. */
  Statement keyAfter(RowRange range, long rows) {
    SqlParameters parameters = new SqlParameters(side.dialect());
    return parameters.statement(keys(where(range, "", parameters)) + " LIMIT 1 OFFSET " + rows);
  }

  private String keys(String where) {
    return "SELECT %s FROM %s%s ORDER BY %s"
        .formatted(
            String.join(", ", predicates.columns()),
            side.quotedTable(),
            where,
            predicates.orderBy());
  }

  private String where(RowRange range, String condition, SqlParameters parameters) {
    List<String> conditions = new ArrayList<>();
    if (!range.isAll()) {
      conditions.add(predicates.isIn(range, parameters));
    }
    if (!condition.isEmpty()) {
      conditions.add(condition);
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  /** Returns the number of a row's range, found in few comparisons by halving. */
  private String number(List<Struct> keys, int from, int to, SqlParameters parameters) {
    if (from == to) {
      return Integer.toString(from);
    }
    int middle = (from + to) / 2;
    return "CASE WHEN %s THEN %s ELSE %s END"
        .formatted(
            predicates.isLess(keys.get(middle), parameters),
            number(keys, from, middle, parameters),
            number(keys, middle + 1, to, parameters));
  }

  /** Returns checksums of no rows for so many ranges. */
  static List<RangeChecksum> none(int ranges) {
    return new ArrayList<>(Collections.nCopies(ranges, RangeChecksum.NONE));
  }
}
