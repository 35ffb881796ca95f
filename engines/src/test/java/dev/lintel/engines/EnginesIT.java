package dev.lintel.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.engines.Cell.Outcome;
import dev.lintel.pipeline.formats.RecordFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every type of every engine in every format, into Spanner; and every Spanner type out of it.
 *
 * <p>The result has to be docs/compatibility.md; with {@code -Dengines.write} it is written there.
 * {@code -Dengines.only=DuckDB,Spark} runs only these.
 */
@Tag("engines")
@Timeout(1800)
@ExtendWith(SpannerEmulatorExtension.class)
class EnginesIT {
  private static final Path PAGE = Path.of("..", "docs", "compatibility.md");

  @TempDir private Path folder;

  /** Starts an engine, if it is installed. */
  @FunctionalInterface
  private interface Start {
    Optional<? extends Engine> start() throws Exception;
  }

  @Test
  void everyValueIsRightOrRefused(SpannerEmulator emulator) throws Exception {
    Map<String, Start> engines = new LinkedHashMap<>();
    engines.put("DuckDB", () -> Optional.of(DuckDb.start()));
    engines.put("Spark", () -> Optional.of(Spark.start()));
    engines.put("PostgreSQL", Postgres::start);
    engines.put("MariaDB", MariaDb::start);
    String committed = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    Map<RecordFormat, List<Path>> exports = exports(emulator);
    var page = new CompatibilityPage();
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Start> one : engines.entrySet()) {
      Optional<? extends Engine> started =
          System.getProperty("engines.only", one.getKey()).contains(one.getKey())
              ? one.getValue().start()
              : Optional.empty();
      if (started.isEmpty()) {
        page.addAbsent(one.getKey(), committed);
        continue;
      }
      Engine engine = started.get();
      try {
        Map<EngineFormat, List<Cell>> imports = imports(engine, emulator);
        imports.forEach((format, cells) -> wrong.addAll(wrong(engine, format, cells)));
        page.add(engine, imports, read(engine, exports));
      } finally {
        engine.stop();
      }
    }
    if (System.getProperty("engines.write") != null) {
      Files.writeString(PAGE, page.text());
    }

    assertThat(wrong).isEmpty();
    assertThat(Files.readString(PAGE))
        .as("docs/compatibility.md, rewritten by: %s", CompatibilityPage.COMMAND)
        .isEqualTo(page.text());
  }

  private Map<RecordFormat, List<Path>> exports(SpannerEmulator emulator) throws Exception {
    EmulatorDatabase database = ExportedTable.create(emulator);
    Map<RecordFormat, List<Path>> files = new EnumMap<>(RecordFormat.class);
    for (RecordFormat format : RecordFormat.values()) {
      files.put(
          format,
          ExportedFiles.export(database, format, folder.resolve("export-" + format.optionName())));
    }
    emulator.dropDatabase(database);
    return files;
  }

  private Map<EngineFormat, List<Cell>> imports(Engine engine, SpannerEmulator emulator)
      throws Exception {
    Map<EngineFormat, List<Cell>> cells = new LinkedHashMap<>();
    for (EngineFormat format : engine.formats()) {
      Path files = Files.createDirectories(folder.resolve(engine.name() + "-" + format));
      cells.put(format, ImportedFiles.cells(engine, format, files, emulator));
    }
    return cells;
  }

  private static Map<RecordFormat, List<Cell>> read(
      Engine engine, Map<RecordFormat, List<Path>> exports) throws Exception {
    Map<RecordFormat, List<Cell>> cells = new LinkedHashMap<>();
    for (RecordFormat format : engine.readable()) {
      cells.put(format, ExportedFiles.cells(engine, format, exports.get(format)));
    }
    return cells;
  }

  private static List<String> wrong(Engine engine, EngineFormat format, List<Cell> cells) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).outcome() == Outcome.WRONG) {
        wrong.add(
            "%s, %s, %s: %s"
                .formatted(
                    engine.name(),
                    format.title(),
                    engine.types().get(i).title(),
                    cells.get(i).note()));
      }
    }
    return wrong;
  }
}
