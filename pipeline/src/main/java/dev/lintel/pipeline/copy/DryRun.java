package dev.lintel.pipeline.copy;

import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.Ending;
import dev.lintel.pipeline.job.Prepared;
import dev.lintel.pipeline.load.LoadTarget;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;

/** A run that counts what would be copied, and shows what would be created. */
final class DryRun {
  private DryRun() {}

  static Prepared prepare(
      Pipeline pipeline, CopyPreflight.Checked checked, ConnectionConfig source) {
    CopyPlan plan = checked.plan();
    pipeline
        .apply(
            "Tables",
            Create.of(
                    plan.tables().stream()
                        .map(table -> KV.of(table.name(), table.count()))
                        .toList())
                .withCoder(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of())))
        .apply(
            "Count rows",
            ParDo.of(new CountRowsFn(source, TimestampBound.ofReadTimestamp(plan.snapshot()))));
    return new Prepared(pipeline, CompletionSignals::none, new DryEnding(checked));
  }

  /** Shows the statements that would run. */
  private record DryEnding(CopyPreflight.Checked checked) implements Ending {

    @Override
    public RunSummary figures(RunSummary summary, PipelineResult result) {
      return TableMetrics.addTo(
              summary,
              checked.plan().levels().stream().flatMap(level -> level.tables().stream()).toList(),
              List.of(TableFigure.READ),
              result)
          .withSnapshotTimestamp(Instant.parse(checked.plan().snapshot().toString()));
    }

    @Override
    public void remark(RunSummary summary, PrintStream out) {
      LoadTarget target = checked.target();
      out.println();
      out.println(
          "Dry run: nothing was changed. These rows would be copied as of %s"
              .formatted(checked.plan().snapshot()));
      checked.notes().forEach(out::println);
      if (!target.exists()) {
        out.println("Would create %s, %s".formatted(target.config().describe(), target.dialect()));
      }
      print("Would run before the rows are written:", target.missing(), out);
      print("Would run after the rows are written:", target.missingAfterRows(), out);
    }

    private static void print(String title, List<String> statements, PrintStream out) {
      if (!statements.isEmpty()) {
        out.println();
        out.println(title);
        statements.forEach(statement -> out.println(statement + ";"));
      }
    }

    @Override
    public ExitStatus status(RunSummary summary) {
      return ExitStatus.SUCCEEDED;
    }
  }

  /** Counts the rows of a table, given by the name in the figures and the query. */
  private static final class CountRowsFn extends ConnectedDoFn<KV<String, String>, Void> {
    private final TimestampBound bound;
    private final TableMetrics counts = TableMetrics.create();

    CountRowsFn(ConnectionConfig source, TimestampBound bound) {
      super(source);
      this.bound = bound;
    }

    @ProcessElement
    public void process(@Element KV<String, String> table) {
      try (ResultSet count =
          connection()
              .databaseClient()
              .singleUse(bound)
              .executeQuery(Statement.of(table.getValue()))) {
        count.next();
        counts.add(TableFigure.READ, table.getKey(), count.getLong(0));
      }
    }
  }
}
