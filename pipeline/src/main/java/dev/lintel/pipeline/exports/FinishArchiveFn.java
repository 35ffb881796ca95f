package dev.lintel.pipeline.exports;

import dev.lintel.pipeline.files.FileDigest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** Makes an export of the files of an archive, when all of them are there. Can be tried again. */
final class FinishArchiveFn extends DoFn<String, String> {
  private final ExportPlan plan;
  private final PCollectionView<Map<String, Long>> expected;
  private final PCollectionView<Iterable<WrittenFile>> written;

  /**
   * @param expected how many rows of each table there have to be; a table without any is left out
   */
  FinishArchiveFn(
      ExportPlan plan,
      PCollectionView<Map<String, Long>> expected,
      PCollectionView<Iterable<WrittenFile>> written) {
    this.plan = plan;
    this.expected = expected;
    this.written = written;
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    Map<String, Long> rows = context.sideInput(expected);
    List<WrittenFile> files = numbered(plan, rows, context.sideInput(written));
    if (!files.isEmpty()) {
      new ExportFinish(plan).finish(files, context.getPipelineOptions());
    }
    context.output(context.element());
  }

  /**
   * The files as those of the partitions of an export; none if there are no rows.
   *
   * @throws IllegalStateException if the files have not the rows that they have to have
   */
  static List<WrittenFile> numbered(
      ExportPlan plan, Map<String, Long> expected, Iterable<WrittenFile> written) {
    List<WrittenFile> numbered = new ArrayList<>();
    String readTimestamp = "";
    for (WrittenFile file : written) {
      readTimestamp = file.readTimestamp();
    }
    if (readTimestamp.isEmpty() && expected.isEmpty()) {
      return numbered;
    }
    for (ExportTable table : plan.tables()) {
      List<WrittenFile> files = new ArrayList<>();
      written.forEach(
          file -> {
            if (file.table().equals(table.name())) {
              files.add(file);
            }
          });
      long rows = files.stream().mapToLong(WrittenFile::rows).sum();
      if (rows != expected.getOrDefault(table.name(), 0L)) {
        throw new IllegalStateException(
            "Of the %d rows of table %s that are to be deleted, %d were archived"
                .formatted(expected.getOrDefault(table.name(), 0L), table.name(), rows));
      }
      for (int i = 0; i < files.size(); i++) {
        numbered.add(part(files.get(i), i, files.size()));
      }
      if (files.isEmpty()) {
        numbered.add(new WrittenFile(table.name(), 0, 1, "", 0, FileDigest.NONE, readTimestamp));
      }
    }
    return numbered;
  }

  private static WrittenFile part(WrittenFile file, int number, int count) {
    return new WrittenFile(
        file.table(), number, count, file.file(), file.rows(), file.digest(), file.readTimestamp());
  }
}
