package dev.lintel.pipeline.ledger;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.pipeline.command.RequestTimeout;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The two tables of the ledger, and their creation. */
public final class LedgerTables {

  /** One row for each job key: the run that holds it, and the job's watermarks. */
  static final String JOBS = "LintelJobs";

  /** One row for each run. */
  static final String RUNS = "LintelRuns";

  /** The tables that a job on all tables leaves out. */
  public static final ImmutableSet<String> NAMES = ImmutableSet.of(JOBS, RUNS);

  /** Another launcher that creates them at the same time finishes within this time. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private LedgerTables() {}

  /** The statements that create the tables; they do nothing if the tables exist. */
  public static ImmutableList<String> ddl(Dialect dialect) {
    return switch (dialect) {
      case GOOGLE_STANDARD_SQL ->
          ImmutableList.of(
              """
              CREATE TABLE IF NOT EXISTS LintelJobs (
                JobKey STRING(100) NOT NULL,
                Job STRING(20) NOT NULL,
                DatabaseName STRING(MAX) NOT NULL,
                RunId STRING(30),
                LeaseExpires TIMESTAMP,
                Watermarks STRING(MAX),
                PausedSince TIMESTAMP,
              ) PRIMARY KEY (JobKey)\
              """,
              """
              CREATE TABLE IF NOT EXISTS LintelRuns (
                JobKey STRING(100) NOT NULL,
                RunId STRING(30) NOT NULL,
                Job STRING(20) NOT NULL,
                State STRING(20) NOT NULL,
                StartTime TIMESTAMP NOT NULL,
                EndTime TIMESTAMP,
                RowsWritten INT64,
                RowsFailed INT64,
                Windows STRING(MAX),
                Message STRING(MAX),
                Parameters STRING(MAX) NOT NULL,
                Launcher STRING(MAX) NOT NULL,
                DataflowProject STRING(MAX),
                DataflowRegion STRING(MAX),
                DataflowJobName STRING(MAX),
                DataflowJobId STRING(MAX),
              ) PRIMARY KEY (JobKey, RunId), INTERLEAVE IN PARENT LintelJobs\
              """);
      case POSTGRESQL ->
          ImmutableList.of(
              """
              CREATE TABLE IF NOT EXISTS "LintelJobs" (
                "JobKey" varchar(100) NOT NULL,
                "Job" varchar(20) NOT NULL,
                "DatabaseName" text NOT NULL,
                "RunId" varchar(30),
                "LeaseExpires" timestamptz,
                "Watermarks" text,
                "PausedSince" timestamptz,
                PRIMARY KEY ("JobKey")
              )\
              """,
              """
              CREATE TABLE IF NOT EXISTS "LintelRuns" (
                "JobKey" varchar(100) NOT NULL,
                "RunId" varchar(30) NOT NULL,
                "Job" varchar(20) NOT NULL,
                "State" varchar(20) NOT NULL,
                "StartTime" timestamptz NOT NULL,
                "EndTime" timestamptz,
                "RowsWritten" bigint,
                "RowsFailed" bigint,
                "Windows" text,
                "Message" text,
                "Parameters" text NOT NULL,
                "Launcher" text NOT NULL,
                "DataflowProject" text,
                "DataflowRegion" text,
                "DataflowJobName" text,
                "DataflowJobId" text,
                PRIMARY KEY ("JobKey", "RunId")
              ) INTERLEAVE IN PARENT "LintelJobs"\
              """);
    };
  }

  /** Whether both tables exist. */
  public static boolean exist(SpannerConnection connection) {
    var statement =
        Statement.of(
            "SELECT table_name FROM information_schema.tables"
                + " WHERE table_name IN ('LintelJobs', 'LintelRuns')");
    Set<String> found = new HashSet<>();
    try (var rows = connection.databaseClient().singleUse().executeQuery(statement)) {
      while (rows.next()) {
        found.add(rows.getString(0));
      }
    }
    return found.containsAll(NAMES);
  }

  /**
   * Creates the tables that are missing. Several launchers may do so at the same time.
   *
   * @throws SpannerException if Spanner refuses, or does not answer in time
   */
  static void create(SpannerConnection connection, RequestTimeout timeout)
      throws InterruptedException {
    String database = connection.config().describe();
    long start = System.nanoTime();
    while (!timeout.await("the record of runs in " + database, () -> exist(connection))) {
      try {
        timeout.await(
            "the tables that record runs, to be created in " + database,
            () -> {
              connection.updateDdl(ddl(connection.databaseClient().getDialect()));
              return null;
            });
      } catch (SpannerException e) {
        // An emulator refuses to change the schema while it is being changed.
        boolean passes = e.getErrorCode() == ErrorCode.FAILED_PRECONDITION;
        if (!passes || System.nanoTime() - start > PATIENCE.toNanos()) {
          throw e;
        }
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      }
    }
  }
}
