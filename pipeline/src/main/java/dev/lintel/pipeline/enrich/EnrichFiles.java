package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.Partition;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.formats.FileShape;
import dev.lintel.pipeline.formats.RecordFile;
import dev.lintel.pipeline.formats.RecordFiles;
import dev.lintel.pipeline.formats.ShapedFile;

/**
 * The files of an enrichment, each given by its name. Their records become the elements that {@link
 * EnrichPlan} describes.
 *
 * @param shape the shape of the plan
 * @param unpackLimit how much content a compressed file may have
 */
record EnrichFiles(EnrichPlan plan, FileShape<?> shape, UnpackLimit unpackLimit)
    implements RecordFiles<String, Struct> {

  /** What a rejected record of the input names instead of a table. */
  private static final String INPUT = "(input)";

  static EnrichFiles of(EnrichPlan plan, UnpackLimit unpackLimit) {
    return new EnrichFiles(plan, (FileShape<?>) plan.shape(), unpackLimit);
  }

  @Override
  public String nameOf(String file) {
    return file;
  }

  @Override
  public RecordFile<?, Struct> open(String file) {
    DataFile data = DataFile.named(file).limited(unpackLimit);
    return elements(shape.open(data), Partition.of(data));
  }

  @Override
  public String countedAs(String table) {
    return EnrichPlan.RECORDS;
  }

  private <R> RecordFile<R, Struct> elements(
      ShapedFile<R> file, ImmutableList<Partition> partitions) {
    var builder = ElementBuilder.of(plan, file.fields(), partitions);
    return RecordFile.of(
        file.file(), INPUT, row -> builder.build(row.row(), row.raw()), file.rejected());
  }
}
