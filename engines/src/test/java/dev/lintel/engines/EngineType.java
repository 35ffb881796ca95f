package dev.lintel.engines;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A type of an engine, with values and what they are in Spanner. Immutable. Each type also has a
 * null.
 *
 * @param title how the page names it
 * @param sqlType the engine's name for it
 * @param column the Spanner type of the column that it is loaded into
 * @param samples values
 * @param files formats in which the engine's file says something else
 */
record EngineType(
    String title,
    String sqlType,
    String column,
    List<Sample> samples,
    Map<EngineFormat, InFile> files) {

  /**
   * A value.
   *
   * @param literal an SQL expression of the engine
   * @param truth the value in Spanner, in the form of {@link PlainValue}; null if Spanner has no
   *     such value, so that its record must be refused
   */
  record Sample(String literal, @Nullable String truth) {}

  /**
   * What the files of an engine say in one format.
   *
   * @param loss what the engine loses or changes, for the page; null if it is another form of the
   *     same values
   * @param truths what its file says of each sample, in their order
   */
  record InFile(@Nullable String loss, List<String> truths) {}

  static EngineType of(String sqlType, String column) {
    return new EngineType(sqlType, sqlType, column, List.of(), Map.of());
  }

  EngineType titled(String newTitle) {
    return new EngineType(newTitle, sqlType, column, samples, files);
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
        files);
  }

  /** Says that the engine's files of this format have other values, one for each sample. */
  EngineType losing(EngineFormat format, String reason, String... truths) {
    return in(format, new InFile(reason, List.of(truths)));
  }

  /** Says that files of this format have the samples in another form, one for each. */
  EngineType as(EngineFormat format, String... truths) {
    return in(format, new InFile(null, List.of(truths)));
  }

  private EngineType in(EngineFormat format, InFile file) {
    return new EngineType(
        title,
        sqlType,
        column,
        samples,
        ImmutableMap.<EngineFormat, InFile>builder()
            .putAll(files)
            .put(format, file)
            .buildOrThrow());
  }

  /** What the engine loses in this format; empty if nothing. */
  Optional<String> loss(EngineFormat format) {
    return Optional.ofNullable(files.get(format)).map(InFile::loss);
  }

  /** What is in the table of Spanner by the id of the row; a null has the last id. */
  ImmutableMap<Long, Expected> expected(EngineFormat format) {
    InFile file = files.get(format);
    ImmutableMap.Builder<Long, Expected> rows = ImmutableMap.builder();
    for (int i = 0; i < samples.size(); i++) {
      String truth = file == null ? samples.get(i).truth() : file.truths().get(i);
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
