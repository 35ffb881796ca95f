package dev.lintel.pipeline.exports;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.transforms.RequestOptions;
import java.util.Map;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.Keys;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Writes rows to an archive, given by the names of their tables and their keys, each once. The
 * output has one element, once the archive is finished and has every row. Without rows there is no
 * archive.
 */
public final class WriteArchive
    extends PTransform<PCollection<KV<String, Key>>, PCollection<String>> {
  private static final int ROWS_A_FILE = 20_000;

  private final ConnectionConfig config;
  private final ExportPlan plan;
  private final TimestampBound snapshot;
  private final RequestOptions requests;

  WriteArchive(
      ConnectionConfig config, ExportPlan plan, TimestampBound snapshot, RequestOptions requests) {
    this.config = config;
    this.plan = plan;
    this.snapshot = snapshot;
    this.requests = requests;
  }

  @Override
  public PCollection<String> expand(PCollection<KV<String, Key>> rows) {
    PCollectionView<Map<String, Long>> expected =
        rows.apply("Tables", Keys.create())
            .apply("Count rows", Count.perElement())
            .apply("Map counts", View.asMap());
    PCollectionView<Iterable<WrittenFile>> written =
        rows.apply("Group rows", GroupIntoBatches.<String, Key>ofSize(ROWS_A_FILE).withShardedKey())
            .apply("Write files", ParDo.of(new WriteRowsOfKeysFn(config, plan, snapshot, requests)))
            .setCoder(new WrittenFile.Coder())
            // A retry of the next step gets the same files: their names and digests are stored.
            .apply("Store file names", Reshuffle.viaRandomKey())
            .apply("List files", View.asIterable());
    return rows.getPipeline()
        .apply("Name folder", Create.of(plan.folder()))
        .apply(
            "Finish archive",
            ParDo.of(new FinishArchiveFn(plan, expected, written))
                .withSideInputs(expected, written));
  }
}
