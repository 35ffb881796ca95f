package dev.lintel.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.engines.Cell.Outcome;
import dev.lintel.engines.Engine.ReadColumn;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.formats.RecordFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an engine makes of an export of {@link ExportedTable}. */
final class ExportedFiles {
  private ExportedFiles() {}

  /** Exports the table in a format, and returns its data files. */
  static List<Path> export(EmulatorDatabase database, RecordFormat format, Path outputDir)
      throws IOException {
    CommandRun run =
        CommandRun.on(
            database, "export", "--outputDir=" + outputDir, "--format=" + format.optionName());
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    try (Stream<Path> files = Files.walk(outputDir)) {
      return files
          .filter(
              file -> file.getFileName().toString().matches(ExportedTable.NAME + "[.-].*-of-.*"))
          .sorted()
          .toList();
    }
  }

  /** One cell for each column, in their order. */
  static List<Cell> cells(Engine engine, RecordFormat format, List<Path> files) throws Exception {
    Map<String, ReadColumn> columns = engine.read(format, files);
    List<Cell> cells = new ArrayList<>();
    ExportedTable.COLUMNS.forEach((name, column) -> cells.add(compare(column, columns.get(name))));
    return cells;
  }

  private static Cell compare(ExportedTable.Column column, ReadColumn read) {
    if (read.error() != null) {
      return Cell.of(Outcome.NOT_READ, read.error());
    }
    if (read.values().size() != 3) {
      return Cell.of(Outcome.WRONG, "%d rows, not 3".formatted(read.values().size()));
    }
    for (Map.Entry<Long, String> value : read.values().entrySet()) {
      String expected = column.plain(value.getKey());
      String actual;
      try {
        var node = PlainValue.parse(value.getValue()).path("v");
        actual = node.isMissingNode() ? "null" : PlainValue.ofEngine(column.type(), node);
      } catch (RuntimeException e) {
        actual = value.getValue();
      }
      if (!actual.equals(expected)) {
        return Cell.of(
            Outcome.CHANGED, "%s is read as %s (%s)".formatted(expected, actual, read.type()));
      }
    }
    return Cell.right("as " + read.type());
  }
}
