package dev.lintel.pipeline.job;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.SpannerException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.lineage.ReadFigures;
import dev.lintel.pipeline.lineage.RunEvents;
import dev.lintel.pipeline.options.FailureOptions;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a run in the file of {@code --openLineageFile}. Does nothing without that option,
 * and does not load the classes of OpenLineage. Not thread-safe.
 */
final class RunLineage {
  private static final Logger LOG = LoggerFactory.getLogger(RunLineage.class);

  private final Launch launch;
  private final Optional<RunEvents> events;
  private ImmutableList<ConnectionConfig> databases;

  /**
   * @param database the one that the job works on
   */
  RunLineage(Launch launch, RunId runId, Instant start, ConnectionConfig database) {
    this.launch = launch;
    this.databases = ImmutableList.of(database);
    this.events =
        Optional.ofNullable(launch.options().getOpenLineageFile())
            .map(file -> new RunEvents(identity(launch, runId, start, database), file));
  }

  private static RunEvents.Identity identity(
      Launch launch, RunId runId, Instant start, ConnectionConfig database) {
    String key = launch.options().getJobKey();
    return new RunEvents.Identity(
        database.resourceName(),
        key == null ? launch.spec().name() : key,
        runId.value(),
        start,
        launch.options().getRunner().getSimpleName());
  }

  boolean isWritten() {
    return events.isPresent();
  }

  /** Names all databases that the job works on, its own first. */
  void setDatabases(ImmutableList<ConnectionConfig> all) {
    databases = all;
  }

  /** Writes that the pipeline begins. */
  void started() throws IOException {
    if (events.isPresent() && !launch.isOfTemplate()) {
      events.get().started();
    }
  }

  /**
   * Writes the end of a run whose pipeline is over.
   *
   * @param readFigures of which datasets they are, by the database that the job works on
   */
  void ended(
      RunSummary summary,
      PipelineResult result,
      Function<String, ReadFigures> readFigures,
      Optional<String> message)
      throws IOException {
    if (events.isPresent()) {
      events
          .get()
          .ended(
              summary,
              result,
              readFigures.apply(databases.get(0).resourceName()),
              schemas(),
              rejectedFolder(summary),
              message);
    }
  }

  /** Writes that a run has failed before its pipeline began. */
  void failedEarly(RunSummary summary, Throwable reason) throws IOException {
    if (events.isPresent() && !events.get().hasEnded() && !launch.isOfTemplate()) {
      events.get().failedEarly(summary, FailureMessage.of(reason));
    }
  }

  private Optional<String> rejectedFolder(RunSummary summary) {
    return launch.options() instanceof FailureOptions failures
            && failures.getInvalidOutputPath() != null
            && summary.total(TableFigure.FAILED) > 0
        ? Optional.of(
            FileSystems.matchNewResource(failures.getInvalidOutputPath(), /* isDirectory= */ true)
                .toString())
        : Optional.empty();
  }

  /** The schemas as they are now: the run may have created tables. */
  private ImmutableMap<String, DatabaseSchema> schemas() {
    ImmutableMap.Builder<String, DatabaseSchema> schemas = ImmutableMap.builder();
    for (ConnectionConfig config : databases.stream().distinct().collect(toImmutableList())) {
      schema(config).ifPresent(schema -> schemas.put(config.resourceName(), schema));
    }
    return schemas.buildOrThrow();
  }

  /** The run is over, so a database that does not answer any more makes it no failure. */
  private static Optional<DatabaseSchema> schema(ConnectionConfig config) {
    try (var lease = SpannerConnections.acquire(config)) {
      return Optional.of(SchemaReader.read(lease.connection().databaseClient()));
    } catch (SpannerException | ConnectionFailedException e) {
      LOG.warn("The lineage of the run has no columns: {}", FailureMessage.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
