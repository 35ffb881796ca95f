package dev.lintel.engines;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A type of an engine, with values and what they are in Spanner. Immutable. Each type also has a
 * null.
 *
 * @param title how the page names it
 * @param sqlType the engine's name for it
 * @param column the Spanner type of the column that it is loaded into
 * @param samples values
 * @param losses formats in which the engine itself writes something else
 */
record EngineType(
    String title,
    String sqlType,
    String column,
    List<Sample> samples,
    Map<EngineFormat, Loss> losses) {

  /**
   * A value.
   *
   * @param literal an SQL expression of the engine
   * @param truth the value in Spanner, in the form of {@link PlainValue}; null if Spanner has no
   *     such value, so that its record must be refused
   */
  record Sample(String literal, @Nullable String truth) {}

  /**
   * What an engine loses or changes when it writes a type in a format.
   *
   * @param reason what it does, for the page
   * @param truths what its file then says of each sample, in their order
   */
  record Loss(String reason, List<@Nullable String> truths) {}

  static EngineType of(String sqlType, String column) {
    return new EngineType(sqlType, sqlType, column, List.of(), Map.of());
  }

  EngineType titled(String newTitle) {
    return new EngineType(newTitle, sqlType, column, samples, losses);
  }

  EngineType with(String literal, String truth) {
    return plus(new Sample(literal, truth));
  }

  /** Adds a value whose literal, quoted for SQL, is also what it is in Spanner. */
  EngineType with(String text) {
    return with("'" + text.replace("'", "''") + "'", text);
  }

  /** Adds a value that Spanner does not have. */
  EngineType withUnrepresentable(String literal) {
    return plus(new Sample(literal, null));
  }

  private EngineType plus(Sample sample) {
    return new EngineType(
        title,
        sqlType,
        column,
        ImmutableList.<Sample>builder().addAll(samples).add(sample).build(),
        losses);
  }

  /** Says that the engine's files of this format have other values, one for each sample. */
  EngineType losing(EngineFormat format, String reason, String... truths) {
    return new EngineType(
        title,
        sqlType,
        column,
        samples,
        ImmutableMap.<EngineFormat, Loss>builder()
            .putAll(losses)
            .put(format, new Loss(reason, List.of(truths)))
            .buildOrThrow());
  }

  /** What is in the table of Spanner by the id of the row; a null has the last id. */
  ImmutableMap<Long, Expected> expected(EngineFormat format) {
    Loss loss = losses.get(format);
    ImmutableMap.Builder<Long, Expected> rows = ImmutableMap.builder();
    for (int i = 0; i < samples.size(); i++) {
      String truth = loss == null ? samples.get(i).truth() : loss.truths().get(i);
      rows.put(
          i + 1L,
          truth == null ? Expected.refusal() : Expected.value(PlainValue.ofTruth(column, truth)));
    }
    rows.put(samples.size() + 1L, Expected.value("null"));
    return rows.buildOrThrow();
  }

  /** A query for the rows (id, v), the null last. */
  String query() {
    StringBuilder sql = new StringBuilder();
    int id = 1;
    for (Sample sample : samples) {
      sql.append(
          "SELECT %d AS id, CAST(%s AS %s) AS v UNION ALL "
              .formatted(id++, sample.literal(), sqlType));
    }
    return sql.append("SELECT %d AS id, CAST(NULL AS %s) AS v".formatted(id, sqlType)).toString();
  }
}
