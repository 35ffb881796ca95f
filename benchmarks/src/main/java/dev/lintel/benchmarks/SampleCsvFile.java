package dev.lintel.benchmarks;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sample rows as CSV without a header, and without anything that needs quotes. */
final class SampleCsvFile {
  private SampleCsvFile() {}

  /** Writes the rows to a new file of a folder. */
  static Path write(SampleRows rows, Path folder) throws IOException {
    List<String> lines =
        IntStream.range(0, rows.count()).mapToObj(key -> line(rows.row(key).asMap())).toList();
    return Files.write(folder.resolve(SampleRows.TABLE + ".csv"), lines);
  }

  private static String line(Map<String, Value> row) {
    return SampleRows.COLUMNS.stream()
        .map(column -> text(row.get(column)))
        .collect(Collectors.joining(","));
  }

  private static String text(Value value) {
    return switch (value.getType().getCode()) {
      case STRING -> value.getString();
      case TIMESTAMP -> value.getTimestamp().toString();
      default -> value.toString();
    };
  }

  /** Returns the row of a line, as the author of a program would write it. */
  static Mutation row(String line) {
    String[] fields = line.split(",", -1);
    return Mutation.newInsertOrUpdateBuilder(SampleRows.TABLE)
        .set("SingerId")
        .to(Long.parseLong(fields[0]))
        .set("FirstName")
        .to(fields[1])
        .set("LastName")
        .to(fields[2])
        .set("LastUpdated")
        .to(Timestamp.parseTimestamp(fields[3]))
        .set("Rating")
        .to(Double.parseDouble(fields[4]))
        .build();
  }
}
