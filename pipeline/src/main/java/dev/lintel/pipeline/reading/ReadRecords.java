package dev.lintel.pipeline.reading;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.formats.RecordFiles;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads files when its input, which has one element, says so. Each record becomes what the job
 * converts it to or, if it is rejected, a line of JSON with the reason. Records that were read and
 * those that failed are counted.
 *
 * <p>The files are read by several workers, in bundles of bounded size. Small files that follow
 * each other have one worker, and a large file that can be cut has several: Avro files at their
 * blocks, Parquet files at their row groups, and JSON Lines that are not compressed as a whole.
 *
 * @param <K> names a file
 * @param <T> what a record is converted to
 */
public final class ReadRecords<E, K, T> extends PTransform<PCollection<E>, ReadRecordsResult<T>> {
  private final ReadList<K, T> list;
  private final Coder<T> coder;
  private final Order order;
  private final BundleSize bundle;

  private enum Order {
    /** Any worker reads any part. */
    NONE,
    /** One worker reads all files, one after the other, in one bundle. */
    OF_FILES
  }

  private ReadRecords(ReadList<K, T> list, Coder<T> coder, Order order, BundleSize bundle) {
    this.list = list;
    this.coder = coder;
    this.order = order;
    this.bundle = bundle;
  }

  /**
   * Reads these files. Their stores are asked for the sizes.
   *
   * @param coder of what records are converted to
   * @param options with which the stores are reached
   */
  public static <E, K, T> ReadRecords<E, K, T> of(
      List<K> files, RecordFiles<K, T> records, Coder<T> coder, PipelineOptions options) {
    var list =
        new ReadList<>(
            UUID.randomUUID(),
            ImmutableList.copyOf(files),
            FileSizes.of(files.stream().map(records::nameOf).toList(), options),
            /* partBytes= */ Long.MAX_VALUE,
            records);
    return new ReadRecords<>(list, coder, Order.NONE, BundleSize.DEFAULT);
  }

  /** One worker reads the files one after the other, in one bundle, which should not be large. */
  public ReadRecords<E, K, T> inOrder() {
    return new ReadRecords<>(list, coder, Order.OF_FILES, bundle);
  }

  ReadRecords<E, K, T> withBundleSize(BundleSize otherBundle) {
    return new ReadRecords<>(list, coder, order, otherBundle);
  }

  ReadRecords<E, K, T> withPartBytes(long bytes) {
    return new ReadRecords<>(list.withPartBytes(bytes), coder, order, bundle);
  }

  /** The size of all files together. */
  public long bytes() {
    return list.bytes();
  }

  @Override
  public ReadRecordsResult<T> expand(PCollection<E> input) {
    var records = new TupleTag<T>();
    var rejected = new TupleTag<String>();
    var output = new RecordOutput<T>(records, rejected);
    if (order == Order.OF_FILES) {
      PCollectionTuple read =
          input.apply(
              "Read in order",
              ParDo.of(new ReadInOrderFn<E, T>(list, output))
                  .withOutputTags(records, TupleTagList.of(rejected)));
      return ReadRecordsResult.of(
          read.get(records).setCoder(coder), read.get(rejected).setCoder(StringUtf8Coder.of()));
    }
    var counted = new TupleTag<KV<Integer, Long>>();
    ReadList<K, T> parted =
        list.partBytes() == Long.MAX_VALUE
            ? list.withPartBytes(PartSize.of(list.bytes(), input.getPipeline().getOptions()))
            : list;
    PCollectionTuple read =
        input.apply(
            "Read parts",
            ParDo.of(new ReadRecordsFn<E, T>(parted, bundle, output, counted))
                .withOutputTags(records, TupleTagList.of(rejected).and(counted)));
    PCollection<KV<Integer, Long>> counts =
        read.get(counted).setCoder(KvCoder.of(VarIntCoder.of(), VarLongCoder.of()));
    var result =
        ReadRecordsResult.of(
            read.get(records).setCoder(coder), read.get(rejected).setCoder(StringUtf8Coder.of()));
    return list.hasExpectedRecords()
        ? result.withChecked(
            counts
                .apply("Group counts", GroupByKey.create())
                .apply("Check counts", ParDo.of(new CheckCountsFn(list)))
                .setCoder(VoidCoder.of()))
        : result;
  }
}
