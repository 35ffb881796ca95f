package dev.lintel.pipeline.exports;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.DdlScript;
import dev.lintel.pipeline.exportfolder.ExportLayout;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.exportfolder.SpannerExport;
import dev.lintel.pipeline.files.InParallel;
import dev.lintel.pipeline.files.TextFile;
import dev.lintel.pipeline.ledger.TableWindow;
import dev.lintel.pipeline.ledger.Watermarks;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The exports of a database that are already in an output folder.
 *
 * @param databaseName the resource name; exports of other databases are ignored
 * @param dialect of the database
 */
record EarlierExports(String databaseName, Dialect dialect) {

  /** The value of {@code --since} that stands for them. */
  static final String LAST = "last";

  /** The files in a folder one of which makes it a finished export. */
  static final ImmutableList<String> FILES =
      Arrays.stream(ExportLayout.values())
          .map(layout -> layout.path(SpannerExport.FILE_NAME))
          .collect(ImmutableList.toImmutableList());

  /**
   * For each table, how far the finished exports together contain all its rows: until the snapshot
   * of the newest export of the whole table, or of the last of the windows that follow it without a
   * gap and by the same column. A table that no export contains as a whole is left out.
   *
   * @param folders those of finished exports, each with a slash at its end
   * @param tables those to look for
   * @throws IOException if an export cannot be read; names it
   */
  Watermarks watermarks(List<String> folders, Set<String> tables) throws IOException {
    List<LintelExport> inOrder =
        InParallel.map(folders, this::read).stream()
            .flatMap(Optional::stream)
            .sorted(
                Comparator.comparing(export -> Timestamp.parseTimestamp(export.readTimestamp())))
            .toList();
    Watermarks watermarks = Watermarks.NONE;
    for (LintelExport export : inOrder) {
      watermarks = watermarks.advancedBy(windows(export, tables));
    }
    return watermarks;
  }

  /** The facts about an export of tables of the database; empty for any other export. */
  private Optional<LintelExport> read(String folder) throws IOException {
    for (ExportLayout layout : ExportLayout.values()) {
      String file = folder + layout.path(LintelExport.FILE_NAME);
      try {
        LintelExport export = LintelExport.parse(TextFile.read(file));
        return Optional.of(export)
            .filter(found -> databaseName.equals(found.databaseName()) && found.query() == null);
      } catch (FileNotFoundException e) {
        // Another layout, or one of Google's own exports, which do not have this file.
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
    return Optional.empty();
  }

  private List<TableWindow> windows(LintelExport export, Set<String> tables) {
    Supplier<DatabaseSchema> schema = Suppliers.memoize(() -> schema(export));
    return export.tables().stream()
        .filter(table -> tables.contains(table.name()))
        .map(table -> window(table, export.readTimestamp(), schema))
        .toList();
  }

  private static TableWindow window(
      LintelExport.TableFacts table, String until, Supplier<DatabaseSchema> schema) {
    LintelExport.Window window = table.window();
    if (window != null) {
      return TableWindow.between(table.name(), window.column(), window.since(), until);
    }
    return TableWindow.whole(
        table.name(),
        Optional.ofNullable(table.watermarkColumn()).or(() -> onlyColumn(table, schema.get())),
        until);
  }

  /** For exports that do not name the column: the only one that the table had at the time. */
  private static Optional<String> onlyColumn(LintelExport.TableFacts table, DatabaseSchema schema) {
    List<Column> candidates =
        schema.findTable(table.name()).map(WatermarkColumns::candidates).orElse(ImmutableList.of());
    return candidates.size() == 1 ? Optional.of(candidates.get(0).getName()) : Optional.empty();
  }

  /** The tables as the DDL of the export creates them; without any if it cannot be read. */
  private DatabaseSchema schema(LintelExport export) {
    try {
      return DdlScript.parse(
              export.ddl() == null ? "" : String.join(";\n", export.ddl().beforeRows()), dialect)
          .planned();
    } catch (IllegalArgumentException e) {
      return DatabaseSchema.of(dialect, ImmutableList.of());
    }
  }
}
