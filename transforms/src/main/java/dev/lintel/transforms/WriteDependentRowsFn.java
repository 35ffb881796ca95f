package dev.lintel.transforms;

import static java.util.Comparator.comparingLong;

import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.MutationWeights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Puts the rows of a group in order, and writes them. */
final class WriteDependentRowsFn
    extends ConnectedDoFn<KV<String, Iterable<KV<Long, Mutation>>>, Mutation> {

  private final WriteRows write;
  private final DatabaseSchema schema;
  private final long maxBytes;
  private final TupleTag<Mutation> writtenTag;
  private final TupleTag<FailedRecord<Mutation>> failedTag;

  private final Counter commits = Metrics.counter(WriteRows.class, "commits");
  private final Counter rowsWritten = Metrics.counter(WriteRows.class, "rows_written");
  private final Counter rowsFailed = Metrics.counter(WriteRows.class, "rows_failed");
  private final Counter retries = Metrics.counter(WriteRows.class, "retries");
  private final Distribution commitLatency =
      Metrics.distribution(WriteRows.class, "commit_latency_ms");

  // Worker scoped.
  private transient RowReferences references;
  private transient MutationWeights weights;

  WriteDependentRowsFn(
      WriteRows write,
      DatabaseSchema schema,
      long maxBytes,
      TupleTag<Mutation> writtenTag,
      TupleTag<FailedRecord<Mutation>> failedTag) {
    super(write.getConfig());
    this.write = write;
    this.schema = schema;
    this.maxBytes = maxBytes;
    this.writtenTag = writtenTag;
    this.failedTag = failedTag;
  }

  @Override
  protected void onConnected(SpannerConnection connection) {
    references = new RowReferences(schema);
    weights = MutationWeights.of(schema);
  }

  @ProcessElement
  public void process(
      @Element KV<String, Iterable<KV<Long, Mutation>>> group, MultiOutputReceiver out)
      throws InterruptedException {
    List<DependentUnit> waiting = new ArrayList<>();
    List<KV<Long, Mutation>> fresh = new ArrayList<>();
    long bytes = 0;
    for (KV<Long, Mutation> row : group.getValue()) {
      fresh.add(row);
      bytes += MutationBytes.estimate(row.getValue());
      if (bytes >= maxBytes / 2) {
        waiting = write(waiting, fresh, out);
        fresh.clear();
        bytes = 0;
      }
    }
    write(waiting, fresh, out).forEach(unit -> reject(unit, out));
    ConnectionMetrics.report();
  }

  /**
   * Writes rows, and those of the waiting ones that depend on them.
   *
   * @return the units that still wait for rows to come
   */
  private List<DependentUnit> write(
      List<DependentUnit> waiting, List<KV<Long, Mutation>> fresh, MultiOutputReceiver out)
      throws InterruptedException {
    List<Mutation> rows = new ArrayList<>();
    List<DependentUnit> unitOfRow = new ArrayList<>();
    for (DependentUnit unit : waiting) {
      rows.addAll(unit.rows());
      unit.rows().forEach(row -> unitOfRow.add(unit));
    }
    int firstFresh = rows.size();
    fresh.stream()
        .sorted(comparingLong(KV::getKey))
        .forEach(row -> rows.add(write.getMode().apply(row.getValue())));

    int[][] dependencies = references.dependencies(rows);
    boolean[] tried = new boolean[rows.size()];
    List<DependentUnit> still = new ArrayList<>();
    List<DependentUnit> due = new ArrayList<>();
    for (int[] group : RowReferences.inOrder(dependencies)) {
      boolean isDue =
          Arrays.stream(group)
              .anyMatch(
                  row ->
                      row >= firstFresh
                          || Arrays.stream(dependencies[row]).anyMatch(other -> tried[other]));
      List<Mutation> members = Arrays.stream(group).mapToObj(rows::get).toList();
      if (isDue) {
        Arrays.stream(group).forEach(row -> tried[row] = true);
        due.add(new DependentUnit(members, Optional.empty()));
      } else {
        still.add(new DependentUnit(members, unitOfRow.get(group[0]).error()));
      }
    }
    List<DependentUnit> rejected = commit(due, out);
    for (DependentUnit unit : rejected) {
      if (unit.mayWaitForOthers()) {
        still.add(unit);
      } else {
        reject(unit, out);
      }
    }
    return withinBytes(still, out);
  }

  private List<DependentUnit> commit(List<DependentUnit> due, MultiOutputReceiver out)
      throws InterruptedException {
    var writer =
        new DependentUnitWriter(
            connection().databaseClient(),
            connection().commits(),
            write.getCommitOptions(),
            write.getBatchLimits(),
            weights,
            new Retry(write.getRetryPolicy(), RetryClock.SYSTEM));
    List<DependentUnit> rejected = writer.write(due);
    var failed = Collections.<List<Mutation>>newSetFromMap(new IdentityHashMap<>());
    rejected.forEach(unit -> failed.add(unit.rows()));
    for (DependentUnit unit : due) {
      if (!failed.contains(unit.rows())) {
        unit.rows().forEach(row -> out.get(writtenTag).output(row));
        rowsWritten.inc(unit.rows().size());
      }
    }
    commits.inc(writer.latencies().size());
    retries.inc(writer.retries().sum());
    for (Duration latency : writer.latencies()) {
      commitLatency.update(latency.toMillis());
    }
    return rejected;
  }

  /** Rejects the units that have waited longest, if there are too many to keep. */
  private List<DependentUnit> withinBytes(List<DependentUnit> waiting, MultiOutputReceiver out) {
    long bytes = waiting.stream().mapToLong(DependentUnit::bytes).sum();
    int from = 0;
    while (bytes > maxBytes) {
      bytes -= waiting.get(from).bytes();
      reject(waiting.get(from), out);
      from++;
    }
    return waiting.subList(from, waiting.size());
  }

  private void reject(DependentUnit unit, MultiOutputReceiver out) {
    for (Mutation row : unit.rows()) {
      out.get(failedTag)
          .output(
              FailedRecord.of(
                  row.getTable(), row, unit.error().orElseThrow().code(), unit.message()));
    }
    rowsFailed.inc(unit.rows().size());
  }
}
