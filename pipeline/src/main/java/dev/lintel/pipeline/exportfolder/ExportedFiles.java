package dev.lintel.pipeline.exportfolder;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.StoredFile;
import dev.lintel.pipeline.formats.FileNames;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.RecordFormat;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The data files of one table of an export, ready to be opened. Immutable.
 *
 * @param format of all of them
 * @param files whole names, without empty files: a table without columns has one, which not every
 *     format can read
 * @param rows how many rows each file has, by its whole name, if the export says so
 */
public record ExportedFiles(
    Format format, ImmutableList<String> files, ImmutableMap<String, Long> rows)
    implements Serializable {

  /**
   * The sum of their sizes.
   *
   * @param options with which their store is reached
   * @throws UncheckedIOException if a file is not there
   */
  public long bytes(PipelineOptions options) {
    long sum = 0;
    try {
      for (StoredFile file :
          StoredFile.of(
              files.stream().map(name -> DataFile.named(name).resource()).toList(), options)) {
        if (file.failure().isPresent()) {
          throw file.failure().get();
        }
        sum += file.bytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sum;
  }

  /** The files of a table, or of the result of a query. */
  public static ExportedFiles of(ExportFolder folder, ExportFolder.Item table) {
    ImmutableList<LintelExport.FileFacts> facts =
        folder.facts().flatMap(export -> export.findTable(table.name())).stream()
            .flatMap(found -> found.files().stream())
            .collect(toImmutableList());
    ImmutableSet<String> empty =
        facts.stream()
            .filter(file -> file.bytes() == 0)
            .map(LintelExport.FileFacts::name)
            .collect(toImmutableSet());
    List<String> names = table.files().stream().map(TableManifest.DataFile::name).toList();
    return new ExportedFiles(
        names.stream()
            .findFirst()
            .flatMap(FileNames::formatOf)
            .orElseGet(() -> Formats.of(RecordFormat.AVRO)),
        names.stream()
            .filter(name -> !empty.contains(name))
            .map(name -> folder.path() + name)
            .collect(toImmutableList()),
        facts.stream()
            .collect(
                toImmutableMap(file -> folder.path() + file.name(), LintelExport.FileFacts::rows)));
  }
}
