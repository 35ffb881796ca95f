package dev.lintel.pipeline.runs;

import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.ledger.KeyOwner;
import dev.lintel.pipeline.ledger.RunLedger;
import java.io.PrintStream;

/** {@code ./lintel runs --pause=KEY} and {@code --resume=KEY}. */
final class PauseOrResume {

  /** The jobs that look at the pause while they run. */
  private static final ImmutableSet<String> JOBS = ImmutableSet.of("purge");

  private PauseOrResume() {}

  static ExitStatus run(RunsOptions options, ConnectionConfig config, PrintStream out)
      throws InterruptedException {
    if (options.getPause() != null && options.getResume() != null) {
      throw new UsageException("--pause and --resume exclude each other: give one of them");
    }
    var ledger = new RunLedger(config, DatabaseAccess.requestTimeout(options));
    String said =
        DatabaseAccess.inspect(
            config,
            new Problems(),
            connection ->
                options.getPause() != null
                    ? pause(ledger, options.getPause())
                    : resume(ledger, options.getResume()));
    out.println(said);
    out.flush();
    return ExitStatus.SUCCEEDED;
  }

  private static String pause(RunLedger ledger, String jobKey) throws InterruptedException {
    KeyOwner owner = owner(ledger, "--pause", jobKey);
    if (!JOBS.contains(owner.job())) {
      throw new UsageException(
          "--pause=%s is the key of %s, which cannot be paused: only %s can"
              .formatted(jobKey, owner, String.join(", ", JOBS)));
    }
    return ledger.pause(jobKey)
        ? "%s is paused: it deletes nothing more after a few seconds; --resume=%s lets it go on"
            .formatted(jobKey, jobKey)
        : "%s was paused already; --resume=%s lets it go on".formatted(jobKey, jobKey);
  }

  private static String resume(RunLedger ledger, String jobKey) throws InterruptedException {
    KeyOwner unused = owner(ledger, "--resume", jobKey);
    return ledger.resume(jobKey)
        ? "%s goes on within a few seconds".formatted(jobKey)
        : "%s was not paused".formatted(jobKey);
  }

  private static KeyOwner owner(RunLedger ledger, String option, String jobKey)
      throws InterruptedException {
    return ledger
        .findOwner(jobKey)
        .orElseThrow(
            () ->
                new UsageException(
                    "%s=%s is not the key of a job in %s; ./lintel runs shows the keys"
                        .formatted(option, jobKey, ledger.config().describe())));
  }
}
