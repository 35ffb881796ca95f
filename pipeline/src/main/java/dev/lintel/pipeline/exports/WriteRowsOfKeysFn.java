package dev.lintel.pipeline.exports;

import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.TimestampBound;
import com.google.cloud.spanner.Type;
import com.google.common.collect.Iterables;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerLineage;
import dev.lintel.pipeline.files.CountedOutput;
import dev.lintel.pipeline.files.RowWriter;
import dev.lintel.transforms.RequestOptions;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.util.ShardedKey;
import org.apache.beam.sdk.values.KV;

/**
 * Writes the rows of keys of a table to a file of its own, under a name that is unique to the
 * attempt. (A DoFn has another {@code Key}, an annotation.)
 */
final class WriteRowsOfKeysFn
    extends ConnectedDoFn<
        KV<ShardedKey<String>, Iterable<com.google.cloud.spanner.Key>>, WrittenFile> {
  private static final int KEYS_A_REQUEST = 1_000;

  private final ExportPlan plan;
  private final TimestampBound snapshot;
  private final RequestOptions requests;

  WriteRowsOfKeysFn(
      ConnectionConfig config, ExportPlan plan, TimestampBound snapshot, RequestOptions requests) {
    super(config);
    this.plan = plan;
    this.snapshot = snapshot;
    this.requests = requests;
  }

  @ProcessElement
  public void process(
      @Element KV<ShardedKey<String>, Iterable<com.google.cloud.spanner.Key>> rows,
      OutputReceiver<WrittenFile> out)
      throws IOException {
    ExportTable table = plan.table(rows.getKey().getKey());
    String file = "%s%s-%s".formatted(plan.temporaryFolder(), table.stem(), UUID.randomUUID());
    var output = CountedOutput.create(FileSystems.matchNewResource(file, /* isDirectory= */ false));
    long count = 0;
    // The writer closes the output; this closes it if the writer cannot be opened.
    try (output;
        RowWriter writer = plan.format().openRows(table.columns(), table.schema(), output)) {
      List<String> columns = table.columns().stream().map(Type.StructField::getName).toList();
      for (List<com.google.cloud.spanner.Key> part :
          Iterables.partition(rows.getValue(), KEYS_A_REQUEST)) {
        count += write(table, columns, part, writer);
      }
    }
    SpannerLineage.read(connection(), table.name());
    out.output(
        new WrittenFile(
            table.name(),
            /* number= */ 0,
            /* count= */ 1,
            file,
            count,
            output.getDigest(),
            snapshot.getReadTimestamp().toString()));
  }

  private long write(
      ExportTable table,
      List<String> columns,
      List<com.google.cloud.spanner.Key> keys,
      RowWriter writer)
      throws IOException {
    KeySet.Builder set = KeySet.newBuilder();
    keys.forEach(set::addKey);
    ReadContext context = connection().databaseClient().singleUse(snapshot);
    long count = 0;
    try (ResultSet rows = context.read(table.name(), set.build(), columns, requests.forRead())) {
      while (rows.next()) {
        WriteFileFn.write(rows, table, writer);
        count++;
      }
    }
    return count;
  }
}
