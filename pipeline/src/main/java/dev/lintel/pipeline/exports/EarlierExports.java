package dev.lintel.pipeline.exports;

import com.google.cloud.Timestamp;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.exportfolder.SpannerExport;
import dev.lintel.pipeline.files.TextFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The exports of a database that are already in an output folder. */
final class EarlierExports {

  /** The value of {@code --since} that stands for them. */
  static final String LAST = "last";

  private EarlierExports() {}

  /**
   * For each table, the time until which the finished exports together contain all its rows: the
   * snapshot of the newest export of the whole table, or of the last of the windows that follow it
   * without a gap. A table that no export contains as a whole is left out.
   *
   * @param prefix what the names of the database's exports begin with, the output folder included
   * @param databaseName the resource name; exports of other databases are ignored
   * @throws IOException if the folder or an export in it cannot be read; names it
   */
  static ImmutableMap<String, Timestamp> snapshots(String prefix, String databaseName)
      throws IOException {
    List<LintelExport> exports = new ArrayList<>();
    MatchResult found =
        FileSystems.match(prefix + "*/" + SpannerExport.FILE_NAME, EmptyMatchTreatment.ALLOW);
    for (var metadata : found.metadata()) {
      ResourceId folder = metadata.resourceId().getCurrentDirectory();
      String file = folder + LintelExport.FILE_NAME;
      LintelExport export;
      try {
        export = LintelExport.parse(TextFile.read(file));
      } catch (FileNotFoundException e) {
        // Google's own exports do not have this file.
        continue;
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
      if (export.databaseName().equals(databaseName) && export.query() == null) {
        exports.add(export);
      }
    }
    exports.sort(Comparator.comparing(EarlierExports::snapshot));
    Map<String, Timestamp> until = new HashMap<>();
    for (LintelExport export : exports) {
      for (LintelExport.TableFacts table : export.tables()) {
        if (table.window() == null || follows(table.window(), until.get(table.name()))) {
          until.put(table.name(), snapshot(export));
        }
      }
    }
    return ImmutableMap.copyOf(until);
  }

  private static Timestamp snapshot(LintelExport export) {
    return Timestamp.parseTimestamp(export.readTimestamp());
  }

  private static boolean follows(LintelExport.Window window, @Nullable Timestamp until) {
    return until != null && Timestamp.parseTimestamp(window.since()).compareTo(until) <= 0;
  }
}
