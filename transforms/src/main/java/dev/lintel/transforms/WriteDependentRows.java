package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.cloud.spanner.Mutation;
import dev.lintel.coders.FailedRecordCoder;
import dev.lintel.coders.MutationCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.LoadOrder;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.ValueInSingleWindow;
import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * Writes rows that depend on each other, in whatever order they come: rows of tables that reference
 * themselves, and of tables that reference each other in a cycle.
 *
 * <p>One worker gets all rows of a table, or of the tables of a cycle, whatever windows they are
 * in, and puts them in the order of their foreign keys and parents. It writes parents and
 * referenced rows first, and rows that need each other in one commit. So use it for tables that
 * need it; {@link WriteRows} writes other tables on all workers.
 *
 * <p><b>Order.</b> About 64 MiB of rows are put in order at once. If there are more, a row that was
 * rejected because another one is missing waits until that comes, together with at most 128 MiB of
 * such rows, besides what {@link ConnectionConfig#bufferBytes} bounds. Mutations of one key from
 * the same bundle are applied in their order if they are among those that are ordered at once.
 *
 * <p><b>Delivery and failures.</b> As in {@link WriteRows}. Every mutation keeps its window,
 * timestamp and pane.
 *
 * <p>The input is bounded, has no deletes, and spells tables and columns as the schema does.
 */
public final class WriteDependentRows extends PTransform<PCollection<Mutation>, WriteRowsResult> {

  /** In memory a row takes several times the bytes of its estimate. */
  private static final long MAX_BYTES = 128L << 20;

  private final WriteRows write;
  private final DatabaseSchema schema;
  private final long maxBytes;

  private WriteDependentRows(WriteRows write, DatabaseSchema schema, long maxBytes) {
    this.write = write;
    this.schema = schema;
    this.maxBytes = maxBytes;
  }

  /**
   * Returns a write to the same database, with the same mode, limits, retries and options of
   * requests.
   *
   * @throws IllegalArgumentException if the write has no {@link WriteRows#withSchema schema}, from
   *     which the references are known
   */
  public static WriteDependentRows like(WriteRows write) {
    checkArgument(write.getSchema() != null, "a write of dependent rows needs a schema");
    return new WriteDependentRows(write, write.getSchema(), MAX_BYTES);
  }

  /** Sets how many bytes of rows may wait; half as many are put in order at once. */
  WriteDependentRows withMaxBytes(long bytes) {
    return new WriteDependentRows(write, schema, bytes);
  }

  @Override
  public WriteRowsResult expand(PCollection<Mutation> mutations) {
    checkArgument(
        mutations.isBounded() == PCollection.IsBounded.BOUNDED,
        "a write of dependent rows needs a bounded input, because it has to see all rows before it"
            + " rejects one; use WriteRows to write %s",
        mutations.getName());
    var written = new TupleTag<Mutation>("written");
    var failed = new TupleTag<FailedRecord<Mutation>>("failed");
    PCollectionTuple outputs =
        ReifiedRows.inGlobalWindow(mutations)
            .apply("Key by tables", ParDo.of(new KeyByTablesFn(schema)))
            .setCoder(
                KvCoder.of(
                    StringUtf8Coder.of(),
                    KvCoder.of(VarLongCoder.of(), ReifiedRows.coder(mutations))))
            .apply("Group", GroupByKey.create())
            .apply(
                "Commit",
                ParDo.of(new WriteDependentRowsFn(write, maxBytes, written, failed))
                    .withOutputTags(written, TupleTagList.of(failed)));
    WindowingStrategy<?, ?> windowing = mutations.getWindowingStrategy();
    return new WriteRowsResult(
        mutations.getPipeline(),
        written,
        outputs.get(written).setCoder(MutationCoder.of()).setWindowingStrategyInternal(windowing),
        failed,
        outputs
            .get(failed)
            .setCoder(FailedRecordCoder.of(MutationCoder.of()))
            .setWindowingStrategyInternal(windowing));
  }

  /** Keys a row by the tables whose rows may depend on it, and numbers the rows of a bundle. */
  private static final class KeyByTablesFn
      extends DoFn<
          ValueInSingleWindow<Mutation>, KV<String, KV<Long, ValueInSingleWindow<Mutation>>>> {

    /** The rows of a bundle are numbered in one process, one after the other. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final HashMap<String, String> groups = new HashMap<>();

    KeyByTablesFn(DatabaseSchema schema) {
      LoadOrder.withCycles(schema)
          .getCycles()
          .forEach(cycle -> cycle.forEach(table -> groups.put(table, cycle.asList().get(0))));
    }

    @ProcessElement
    public void process(
        @Element ValueInSingleWindow<Mutation> row,
        OutputReceiver<KV<String, KV<Long, ValueInSingleWindow<Mutation>>>> out) {
      RowOperations.check(row.getValue().getOperation());
      String table = row.getValue().getTable();
      out.output(KV.of(groups.getOrDefault(table, table), KV.of(NUMBERS.getAndIncrement(), row)));
    }
  }
}
