package dev.lintel.templates;

import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.DatabaseName;
import dev.lintel.pipeline.job.Ending;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.job.JobContext;
import dev.lintel.pipeline.job.Needs;
import dev.lintel.pipeline.job.Prepared;
import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import dev.lintel.pipeline.summary.RunSummary;
import java.io.PrintStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.joda.time.Duration;

/** A job that waits. */
final class WaitJob implements Job<WaitJob.WaitOptions> {

  @CommandHelp(
      name = "wait",
      title = "Wait",
      summary = "Wait for some seconds",
      description = "Waits.",
      examples = "--instanceId=my-instance --databaseId=my-database",
      kind = CommandKind.JOB)
  public interface WaitOptions extends SpannerJobOptions, SpannerDatabaseOptions {
    @Description("Seconds to wait for.")
    @Default.Integer(1)
    @OptionHelp(group = OptionGroup.INPUT, order = 1, label = "Seconds")
    int getSeconds();

    void setSeconds(int value);
  }

  @Override
  public Class<WaitOptions> optionsType() {
    return WaitOptions.class;
  }

  @Override
  public DatabaseName database(WaitOptions options) {
    return DatabaseName.of(options);
  }

  @Override
  public Needs needs(WaitOptions options) {
    return Needs.of(this, options);
  }

  @Override
  public Prepared prepare(WaitOptions options, JobContext context) {
    Pipeline pipeline = Pipeline.create(options);
    var seconds =
        pipeline.apply(
            "Wait",
            GenerateSequence.from(0)
                .to(options.getSeconds())
                .withRate(1, Duration.standardSeconds(1)));
    return new Prepared(
        pipeline,
        () -> CompletionSignals.none().withOther(seconds),
        new Ending() {
          @Override
          public RunSummary figures(RunSummary summary, PipelineResult result) {
            return summary;
          }

          @Override
          public void remark(RunSummary summary, PrintStream out) {}

          @Override
          public ExitStatus status(RunSummary summary) {
            return ExitStatus.SUCCEEDED;
          }
        });
  }
}
