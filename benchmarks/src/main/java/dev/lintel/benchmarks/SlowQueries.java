package dev.lintel.benchmarks;

import com.google.protobuf.Value;
import com.google.spanner.v1.PartialResultSet;
import com.google.spanner.v1.TypeCode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The few queries that a {@link SlowSpanner} answers. */
final class SlowQueries {
  private static final List<String> COUNTERS =
      List.of("Clients", "Sessions", "Commits", "SpoiltCommits", "BatchWrites");

  private static final String REQUESTS =
      "SELECT " + String.join(", ", COUNTERS) + " FROM Requests OF ";

  private static final List<String> TYPES =
      List.of("INT64", "STRING(40)", "STRING(40)", "TIMESTAMP", "FLOAT64");

  private SlowQueries() {}

  /** Returns the query of the requests that a database has received, by its resource name. */
  static String requestsOf(String database) {
    return REQUESTS + database;
  }

  /** Returns the only message of the answer, or nothing if the query is not known. */
  static Optional<PartialResultSet> answer(
      String sql, SlowDatabase database, SlowDatabases databases) {
    if (sql.equals("SELECT 1")) {
      return Optional.of(integers(List.of(""), List.of(1L)));
    }
    if (sql.equals(SampleRows.COUNT)) {
      return Optional.of(integers(List.of(""), List.of(database.rowCount())));
    }
    if (sql.startsWith(REQUESTS)) {
      return Optional.of(
          integers(COUNTERS, databases.of(sql.substring(REQUESTS.length())).requests()));
    }
    // SpannerIO.write asks these two.
    if (sql.contains("cells_mutated")) {
      return Optional.of(columns());
    }
    if (sql.contains("t.column_ordering")) {
      return Optional.of(primaryKey());
    }
    return Optional.empty();
  }

  private static PartialResultSet integers(List<String> names, List<Long> values) {
    var result =
        PartialResultSet.newBuilder()
            .setMetadata(
                SlowTable.metadata(names, Collections.nCopies(names.size(), TypeCode.INT64)));
    values.forEach(value -> result.addValues(text(value.toString())));
    return result.build();
  }

  private static PartialResultSet columns() {
    var result =
        PartialResultSet.newBuilder()
            .setMetadata(
                SlowTable.metadata(
                    List.of("table_name", "column_name", "spanner_type", "cells_mutated"),
                    List.of(TypeCode.STRING, TypeCode.STRING, TypeCode.STRING, TypeCode.INT64)));
    for (int i = 0; i < TYPES.size(); i++) {
      result
          .addValues(text(SampleRows.TABLE))
          .addValues(text(SampleRows.COLUMNS.get(i)))
          .addValues(text(TYPES.get(i)))
          .addValues(text("1"));
    }
    return result.build();
  }

  private static PartialResultSet primaryKey() {
    return PartialResultSet.newBuilder()
        .setMetadata(
            SlowTable.metadata(
                List.of("table_name", "column_name", "column_ordering"),
                Collections.nCopies(3, TypeCode.STRING)))
        .addValues(text(SampleRows.TABLE))
        .addValues(text("SingerId"))
        .addValues(text("ASC"))
        .build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
