package dev.lintel.transforms;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerException;
import com.google.common.collect.Iterables;
import dev.lintel.connection.InFlightLimit;
import dev.lintel.schema.MutationWeights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes units one after the other, as many as a commit may hold in each commit. For one bundle;
 * not thread-safe.
 */
final class DependentUnitWriter {
  private final DatabaseClient client;
  private final InFlightLimit limit;
  private final CommitOptions options;
  private final BatchLimits limits;
  private final MutationWeights weights;
  private final Retry retry;

  private final LongAdder retries = new LongAdder();
  private final List<Duration> latencies = new ArrayList<>();

  DependentUnitWriter(
      DatabaseClient client,
      InFlightLimit limit,
      CommitOptions options,
      BatchLimits limits,
      MutationWeights weights,
      Retry retry) {
    this.client = client;
    this.limit = limit;
    this.options = options;
    this.limits = limits;
    this.weights = weights;
    this.retry = retry;
  }

  /** The attempts after the first of each commit. */
  LongAdder retries() {
    return retries;
  }

  /** How long each commit took. */
  List<Duration> latencies() {
    return latencies;
  }

  /**
   * Writes all units but those that Spanner rejects.
   *
   * @param units in the order in which they depend on each other
   * @return the rejected units with their errors, in the same order
   * @throws SpannerException if a commit failed for a reason that is not the content of a row
   */
  List<DependentUnit> write(List<DependentUnit> units) throws InterruptedException {
    List<DependentUnit> rejected = new ArrayList<>();
    List<DependentUnit> batch = new ArrayList<>();
    long rows = 0;
    long weight = 0;
    long bytes = 0;
    for (DependentUnit unit : units) {
      long unitWeight = unit.rows().stream().mapToLong(weights::weigh).sum();
      long unitBytes = unit.bytes();
      if (!batch.isEmpty()
          && (rows + unit.rows().size() > limits.maxRows()
              || weight + unitWeight > limits.maxWeight()
              || bytes + unitBytes > limits.maxBytes())) {
        rejected.addAll(writeBatch(batch));
        batch = new ArrayList<>();
        rows = 0;
        weight = 0;
        bytes = 0;
      }
      batch.add(unit);
      rows += unit.rows().size();
      weight += unitWeight;
      bytes += unitBytes;
    }
    if (!batch.isEmpty()) {
      rejected.addAll(writeBatch(batch));
    }
    return rejected;
  }

  private List<DependentUnit> writeBatch(List<DependentUnit> batch) throws InterruptedException {
    try {
      return limit.submit(() -> commitOrIsolate(batch)).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      if (e.getCause() instanceof InterruptedException thrown) {
        throw thrown;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private List<DependentUnit> commitOrIsolate(List<DependentUnit> batch)
      throws InterruptedException {
    Optional<RowError> error = tryCommit(batch);
    if (error.isEmpty()) {
      return List.of();
    }
    if (batch.size() == 1) {
      return List.of(batch.get(0).withError(error.get()));
    }
    return Isolation.isolate(batch, this::tryCommit).stream()
        .map(failure -> failure.item().withError(failure.error()))
        .toList();
  }

  /** Commits the units; returns the error if Spanner rejects them, and then writes no row. */
  private Optional<RowError> tryCommit(List<DependentUnit> units) throws InterruptedException {
    Iterable<Mutation> rows = Iterables.concat(units.stream().map(DependentUnit::rows).toList());
    long start = System.nanoTime();
    try {
      retry.call(() -> client.writeAtLeastOnceWithOptions(rows, options.forCommit()), retries);
      return Optional.empty();
    } catch (SpannerException e) {
      if (CommitError.of(e) != CommitError.CONTENT) {
        throw e;
      }
      return Optional.of(RowError.of(e));
    } finally {
      latencies.add(Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
