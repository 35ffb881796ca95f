package dev.lintel.pipeline.exports;

import com.google.cloud.Timestamp;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.exportfolder.SpannerExport;
import dev.lintel.pipeline.files.TextFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/** The exports of a database that an output folder has already. */
final class EarlierExports {

  /** The value of {@code --since} that stands for them. */
  static final String LAST = "last";

  private EarlierExports() {}

  /**
   * The newest snapshot of each table that a finished export has.
   *
   * @param prefix what the names of the database's exports begin with, the output folder included
   * @param databaseName the resource name; exports of others are passed over, whatever their name
   * @throws IOException if the folder or an export in it cannot be read; names it
   */
  static ImmutableMap<String, Timestamp> snapshots(String prefix, String databaseName)
      throws IOException {
    Map<String, Timestamp> newest = new HashMap<>();
    MatchResult found =
        FileSystems.match(prefix + "*/" + SpannerExport.FILE_NAME, EmptyMatchTreatment.ALLOW);
    if (found.status() == MatchResult.Status.NOT_FOUND) {
      return ImmutableMap.of();
    }
    for (var metadata : found.metadata()) {
      ResourceId folder = metadata.resourceId().getCurrentDirectory();
      String file = folder + LintelExport.FILE_NAME;
      LintelExport export;
      try {
        export = LintelExport.parse(TextFile.read(file));
      } catch (FileNotFoundException e) {
        // Google's own exports have none.
        continue;
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
      if (export.databaseName().equals(databaseName) && export.query() == null) {
        Timestamp snapshot = Timestamp.parseTimestamp(export.readTimestamp());
        for (var table : export.tables()) {
          newest.merge(table.name(), snapshot, (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
      }
    }
    return ImmutableMap.copyOf(newest);
  }
}
