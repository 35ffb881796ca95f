package dev.lintel.pipeline.load;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.primitives.Bytes;
import dev.lintel.coders.FailedRecordCoder;
import dev.lintel.coders.MutationCoder;
import dev.lintel.coders.MutationDigest;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.KeyOrder;
import dev.lintel.schema.ServerMadeKeys;
import dev.lintel.schema.Table;
import dev.lintel.transforms.WriteDependentRows;
import dev.lintel.transforms.WriteRows;
import dev.lintel.transforms.WriteRowsResult;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Writes rows of self-referencing tables once more that were rejected because a row was missing: it
 * may have been in another file, or later in the same one. It begins when all rows of the first
 * pass have been written or rejected.
 *
 * <p>A rejected row whose key was written by another record stays rejected: which of the two comes
 * last is no longer known, and the wrong one must not win. A row whose key the server makes shares
 * it with no other record.
 */
final class SecondPass {

  private static final FailedRecordCoder<Mutation> FAILED_CODER =
      FailedRecordCoder.of(MutationCoder.of());

  private SecondPass() {}

  /**
   * Adds the pass to a pipeline.
   *
   * @param name the beginning of the names of the steps
   * @param tables the self-referencing tables
   * @return the rows of both passes
   */
  static LevelRows after(
      WriteRowsResult first,
      WriteRows write,
      String name,
      DatabaseSchema schema,
      ImmutableSet<String> tables) {
    RowKeys keys = RowKeys.of(schema, tables);
    var keyed = new TupleTag<KV<byte[], FailedRecord<Mutation>>>() {};
    var rejected = new TupleTag<FailedRecord<Mutation>>() {};
    PCollectionTuple failed =
        first
            .getFailed()
            .apply(
                name + " select rows without their parents",
                ParDo.of(new SelectFn(keys, keyed, rejected))
                    .withOutputTags(keyed, TupleTagList.of(rejected)));
    PCollection<KV<byte[], Void>> written =
        first
            .getWritten()
            .apply(name + " keys of written rows", ParDo.of(new WrittenKeysFn(keys)))
            .setCoder(KvCoder.of(ByteArrayCoder.of(), VoidCoder.of()));

    var failedTag = new TupleTag<FailedRecord<Mutation>>() {};
    var writtenTag = new TupleTag<Void>() {};
    var again = new TupleTag<Mutation>() {};
    var ambiguous = new TupleTag<FailedRecord<Mutation>>() {};
    PCollectionTuple rows =
        KeyedPCollectionTuple.of(
                failedTag,
                failed.get(keyed).setCoder(KvCoder.of(ByteArrayCoder.of(), FAILED_CODER)))
            .and(writtenTag, written)
            .apply(name + " wait for the first pass", CoGroupByKey.create())
            .apply(
                name + " drop rows whose key was written",
                ParDo.of(new DropWrittenFn(failedTag, writtenTag, again, ambiguous))
                    .withOutputTags(again, TupleTagList.of(ambiguous)));
    WriteRowsResult second =
        rows.get(again)
            .setCoder(MutationCoder.of())
            .apply(name + " write rows again", WriteDependentRows.like(write));
    return new LevelRows(
        PCollectionList.of(first.getWritten())
            .and(second.getWritten())
            .apply(name + " flatten written rows", Flatten.pCollections()),
        PCollectionList.of(failed.get(rejected).setCoder(FAILED_CODER))
            .and(rows.get(ambiguous).setCoder(FAILED_CODER))
            .and(second.getFailed())
            .apply(name + " flatten failed rows", Flatten.pCollections()));
  }

  /** The rows of self-referencing tables, each by the bytes of its table and key. */
  private record RowKeys(
      ImmutableMap<String, KeyOrder> orders, ImmutableMap<String, ServerMadeKeys> madeKeys)
      implements Serializable {

    static RowKeys of(DatabaseSchema schema, ImmutableSet<String> tables) {
      return new RowKeys(
          perTable(schema, tables, KeyOrder::of), perTable(schema, tables, ServerMadeKeys::of));
    }

    private static <T> ImmutableMap<String, T> perTable(
        DatabaseSchema schema, ImmutableSet<String> tables, Function<Table, T> of) {
      return tables.stream()
          .collect(
              ImmutableMap.toImmutableMap(
                  name -> name, name -> of.apply(schema.findTable(name).orElseThrow())));
    }

    boolean has(Mutation row) {
      return orders.containsKey(row.getTable());
    }

    /** Whether the server makes a key for the row that no other row has. */
    boolean isMade(Mutation row) {
      return madeKeys.get(row.getTable()).has(row);
    }

    byte[] of(Mutation row) {
      byte[] table = (row.getTable() + '\0').getBytes(StandardCharsets.UTF_8);
      byte[] key = orders.get(row.getTable()).sortKey(row);
      // Rows with the same digest are equal, and may go together.
      return isMade(row)
          ? Bytes.concat(table, key, MutationDigest.of(row).asBytes())
          : Bytes.concat(table, key);
    }
  }

  private static final class SelectFn
      extends DoFn<FailedRecord<Mutation>, KV<byte[], FailedRecord<Mutation>>> {
    private final RowKeys keys;
    private final TupleTag<KV<byte[], FailedRecord<Mutation>>> keyed;
    private final TupleTag<FailedRecord<Mutation>> rejected;

    SelectFn(
        RowKeys keys,
        TupleTag<KV<byte[], FailedRecord<Mutation>>> keyed,
        TupleTag<FailedRecord<Mutation>> rejected) {
      this.keys = keys;
      this.keyed = keyed;
      this.rejected = rejected;
    }

    @ProcessElement
    public void process(@Element FailedRecord<Mutation> failure, MultiOutputReceiver out) {
      if (keys.has(failure.getElement())
          && failure.getErrorCode() == ErrorCode.FAILED_PRECONDITION) {
        out.get(keyed).output(KV.of(keys.of(failure.getElement()), failure));
      } else {
        out.get(rejected).output(failure);
      }
    }
  }

  private static final class WrittenKeysFn extends DoFn<Mutation, KV<byte[], Void>> {
    private final RowKeys keys;

    WrittenKeysFn(RowKeys keys) {
      this.keys = keys;
    }

    @ProcessElement
    public void process(@Element Mutation row, OutputReceiver<KV<byte[], Void>> out) {
      if (keys.has(row) && !keys.isMade(row)) {
        out.output(KV.of(keys.of(row), null));
      }
    }
  }

  private static final class DropWrittenFn extends DoFn<KV<byte[], CoGbkResult>, Mutation> {
    private final TupleTag<FailedRecord<Mutation>> failed;
    private final TupleTag<Void> written;
    private final TupleTag<Mutation> again;
    private final TupleTag<FailedRecord<Mutation>> ambiguous;

    DropWrittenFn(
        TupleTag<FailedRecord<Mutation>> failed,
        TupleTag<Void> written,
        TupleTag<Mutation> again,
        TupleTag<FailedRecord<Mutation>> ambiguous) {
      this.failed = failed;
      this.written = written;
      this.again = again;
      this.ambiguous = ambiguous;
    }

    @ProcessElement
    public void process(@Element KV<byte[], CoGbkResult> rows, MultiOutputReceiver out) {
      Iterable<FailedRecord<Mutation>> failures = rows.getValue().getAll(failed);
      Set<Mutation> different = new HashSet<>();
      failures.forEach(failure -> different.add(failure.getElement()));
      boolean clear = different.size() == 1 && Iterables.isEmpty(rows.getValue().getAll(written));
      for (FailedRecord<Mutation> failure : failures) {
        if (clear) {
          out.get(again).output(failure.getElement());
        } else {
          out.get(ambiguous).output(failure);
        }
      }
    }
  }
}
