package dev.lintel.pipeline.job;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.pipeline.command.ServerMessage;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.ledger.Claim;
import dev.lintel.pipeline.ledger.DataflowApi;
import dev.lintel.pipeline.ledger.KeyOfAnotherJobException;
import dev.lintel.pipeline.ledger.RunLedger;
import dev.lintel.pipeline.summary.RunId;

/** Asks the ledger for a job's key, and says in words why that failed. */
final class KeyClaim {
  private KeyClaim() {}

  /**
   * Asks for the key of a launch.
   *
   * @param database the one that the job works on
   * @throws UsageException if the key belongs to another job, or there is no database to record the
   *     run in
   */
  static Claim of(RunLedger ledger, Launch launch, RunId runId, ConnectionConfig database)
      throws InterruptedException {
    try {
      return ledger.claim(
          launch.asRun(runId, database),
          holder -> new DataflowApi(launch.dataflowOptions().getDataflowClient()).isOver(holder));
    } catch (KeyOfAnotherJobException e) {
      throw new UsageException("--jobKey: %s; give this job another".formatted(e.getMessage()));
    } catch (ConnectionFailedException e) {
      if (e.isDatabaseMissing()) {
        throw new UsageException(
            "--jobKey: there is no %s to record the run in; create it first, or name another with"
                    .formatted(ledger.config().describe())
                + " --ledgerDatabaseId");
      }
      throw e;
    } catch (SpannerException e) {
      if (e.getErrorCode() == ErrorCode.PERMISSION_DENIED) {
        throw new IllegalStateException(
            "--jobKey: no permission to record the run in %s; roles/spanner.databaseUser suffices: %s"
                .formatted(ledger.config().describe(), ServerMessage.of(e)),
            e);
      }
      throw e;
    }
  }
}
