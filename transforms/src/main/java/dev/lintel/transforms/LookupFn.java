package dev.lintel.transforms;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.coders.SerializedValue;
import dev.lintel.connection.BufferBudget;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerLineage;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * Collects the elements of a bundle and looks up their keys. While the answers are in flight, it
 * collects the next elements.
 */
final class LookupFn<T> extends ConnectedDoFn<ElementWithPane<T>, LookupOutcome<T>> {

  /** So few that their rows fit into memory also if they are large. */
  private static final int FIRST_ELEMENTS = 16;

  /** The average of some elements is good enough for so many times as many. */
  private static final int GROWTH = 32;

  private final LookupTarget target;
  // Qualified, because DoFn has a nested class Key.
  private final SerializableFunction<T, Iterable<com.google.cloud.spanner.Key>> keysOf;
  private final ElementBytes<T> elementBytes;
  private final TimestampBound bound;
  private final ReadOptions options;
  private final LookupLimits limits;
  private final RetryPolicy retryPolicy;
  private final @Nullable LookupCache cacheOrNull;
  private final @Nullable SerializedValue<DatabaseSchema> schemaOrNull;

  private final Counter elements = Metrics.counter(LookupRows.class, "elements");
  private final Counter keys = Metrics.counter(LookupRows.class, "keys");
  private final Counter reads = Metrics.counter(LookupRows.class, "reads");
  private final Counter retries = Metrics.counter(LookupRows.class, "retries");
  private final Counter cacheHits = Metrics.counter(LookupRows.class, "cache_hits");
  private final Counter cacheMisses = Metrics.counter(LookupRows.class, "cache_misses");

  // Worker scoped.
  private transient @Nullable Planned planned;

  private transient BufferBudget.Share share;

  /** How many bytes of rows the keys of an element had lately, on average: 0 before the first. */
  private transient long foundBytes;

  /** How many elements to collect: few until it is known how large their rows are. */
  private transient int maxElements;

  // Bundle scoped.
  private transient List<PendingLookup<T>> buffer;
  private transient long bufferedBytes;
  private transient @Nullable InFlight<T> inFlight;

  /** How to look up in the tables of that schema. */
  private record Planned(DatabaseSchema schema, KeyedRows rows, KeyLookup lookup) {}

  /**
   * An element with its keys.
   *
   * @param keys the valid keys of the element
   * @param error why one of its keys is invalid; null if all are valid
   */
  private record Keyed<T>(
      PendingLookup<T> pending, List<LookupKey> keys, @Nullable RowError error) {}

  /** Elements whose keys are being looked up. */
  private record InFlight<T>(
      Planned plan, List<Keyed<T>> elements, KeyLookup.Answers answers, long bytes) {

    /** Waits for the answers. */
    InFlight<T> awaited() throws InterruptedException {
      return new InFlight<>(plan, elements, plan.lookup().await(answers), bytes);
    }
  }

  /** Outputs an element: differently while a bundle is processed and at its end. */
  @FunctionalInterface
  private interface Output<T> {
    void emit(PendingLookup<T> pending, LookupOutcome<T> outcome);
  }

  LookupFn(
      LookupRows<T> spec,
      SerializableFunction<T, Iterable<com.google.cloud.spanner.Key>> keysOf,
      Coder<T> coder) {
    super(spec.getConfig());
    this.target = spec.getTarget();
    this.keysOf = keysOf;
    this.elementBytes = new ElementBytes<>(coder);
    this.bound = spec.getTimestampBound();
    this.options = spec.getOptions();
    this.limits = spec.getLimits();
    this.retryPolicy = spec.getRetryPolicy();
    this.cacheOrNull = spec.getCache();
    DatabaseSchema given = spec.getSchema();
    this.schemaOrNull = given == null ? null : SerializedValue.of(given);
  }

  @Override
  protected void onConnected(SpannerConnection connection) {
    share = newShare();
    maxElements = Math.min(FIRST_ELEMENTS, limits.maxElements());
  }

  @StartBundle
  public void startBundle() throws InterruptedException {
    buffer = new ArrayList<>();
    bufferedBytes = 0;
    inFlight = null;
    share.clear();
    plan();
  }

  /** Returns the plan for the schema, which another thread or the passing of time may renew. */
  private Planned plan() throws InterruptedException {
    DatabaseSchema schema = schema();
    if (planned == null || planned.schema() != schema) {
      try {
        planned = plan(schema);
      } catch (IllegalArgumentException e) {
        if (schemaOrNull != null) {
          throw e;
        }
        // The table, the index or the column may be newer than the schema.
        connection().forget(DatabaseSchema.class, schema);
        planned = plan(schema());
      }
    }
    return planned;
  }

  private DatabaseSchema schema() throws InterruptedException {
    return schemaOrNull != null
        ? schemaOrNull.get()
        : connection()
            .cached(DatabaseSchema.class, self -> SchemaReader.read(self.databaseClient()));
  }

  private Planned plan(DatabaseSchema schema) {
    SpannerConnection connection = connection();
    LookupTarget.Plan plan = target.plan(schema);
    var rows = new KeyedRows(connection.databaseClient(), plan, bound, options);
    var lookup =
        new KeyLookup(
            rows,
            connection.requests(),
            Retry.of(
                retryPolicy, RetryClock.SYSTEM, "StreamingRead of " + rows.table(), connection),
            limits.maxKeys(),
            cacheOrNull == null
                ? null
                : LookupCaches.of(connection).get(target, plan, bound, cacheOrNull, options));
    return new Planned(schema, rows, lookup);
  }

  @ProcessElement
  public void process(
      @Element ElementWithPane<T> element,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      OutputReceiver<LookupOutcome<T>> receiver)
      throws InterruptedException {
    buffer.add(new PendingLookup<>(element.element(), timestamp, window, element.pane()));
    long bytes = elementBytes.estimate(element.element()) + foundBytes;
    bufferedBytes += bytes;
    share.add(bytes);
    boolean full = share.isFull();
    if (full || buffer.size() >= maxElements) {
      Output<T> output =
          (pending, outcome) ->
              receiver.outputWindowedValue(
                  outcome, pending.timestamp(), List.of(pending.window()), PaneInfo.NO_FIRING);
      lookUp(output);
      if (full || maxElements < limits.maxElements()) {
        // Other buffers need the bytes of these elements sooner than this bundle its next answer.
        // And before more is collected, these rows have to show how large they are.
        finish(output);
      }
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException {
    Output<T> output =
        (element, outcome) -> context.output(outcome, element.timestamp(), element.window());
    lookUp(output);
    finish(output);
    ConnectionMetrics.report();
  }

  /**
   * Unlimited: elements leave with their own timestamps while an element with another timestamp is
   * processed. This makes no element late, because the bundle as a whole holds the watermark back.
   */
  @Override
  @SuppressWarnings("deprecation")
  public org.joda.time.Duration getAllowedTimestampSkew() {
    return org.joda.time.Duration.millis(Long.MAX_VALUE);
  }

  /** Starts to look up the collected elements, then emits those that were started before. */
  private void lookUp(Output<T> output) throws InterruptedException {
    List<PendingLookup<T>> collected = buffer;
    buffer = new ArrayList<>();
    InFlight<T> started = start(plan(), collected, bufferedBytes);
    bufferedBytes = 0;
    KeyLookup.Answers answers = started.answers();
    elements.inc(collected.size());
    keys.inc(answers.rows().size());
    if (cacheOrNull != null) {
      cacheHits.inc(answers.hits());
      cacheMisses.inc(answers.rows().size() - answers.hits());
    }
    finish(output);
    inFlight = started;
  }

  private InFlight<T> start(Planned plan, List<PendingLookup<T>> pending, long bytes)
      throws InterruptedException {
    List<Keyed<T>> keyed = new ArrayList<>();
    Set<LookupKey> distinct = new LinkedHashSet<>();
    for (PendingLookup<T> element : pending) {
      Keyed<T> withKeys = keyed(element, plan.rows());
      keyed.add(withKeys);
      if (withKeys.error() == null) {
        distinct.addAll(withKeys.keys());
      }
    }
    return new InFlight<>(plan, keyed, plan.lookup().start(distinct), bytes);
  }

  private Keyed<T> keyed(PendingLookup<T> element, KeyedRows rows) {
    List<LookupKey> lookupKeys = new ArrayList<>();
    RowError error = null;
    for (com.google.cloud.spanner.Key key : keysOf.apply(element.element())) {
      if (key.size() == 0 || key.size() > rows.keySize()) {
        error =
            new RowError(
                ErrorCode.INVALID_ARGUMENT,
                "The key has %d columns, but a key of %s has %d"
                    .formatted(key.size(), rows.table(), rows.keySize()));
      } else {
        lookupKeys.add(rows.key(key));
      }
    }
    return new Keyed<>(element, lookupKeys, error);
  }

  private void finish(Output<T> output) throws InterruptedException {
    if (inFlight == null) {
      return;
    }
    InFlight<T> asked = inFlight;
    inFlight = null;
    InFlight<T> done = answered(asked);
    long found = 0;
    for (Keyed<T> element : done.elements()) {
      LookupOutcome<T> outcome = outcome(element, done);
      for (Struct row : outcome.rows()) {
        found += MutationBytes.estimate(row);
      }
      output.emit(element.pending(), outcome);
    }
    if (!done.elements().isEmpty()) {
      SpannerLineage.read(connection(), done.plan().rows().table());
      learn(done.elements().size(), found);
    }
    share.remove(asked.bytes());
    count(done);
  }

  /** Takes note of how large the rows of some elements were. */
  private void learn(int elements, long bytes) {
    long average = bytes / elements;
    // Rows that are larger than those before fill the memory at once, so they count at once.
    foundBytes = Math.max(average, (foundBytes + average) / 2);
    maxElements =
        (int) Math.min(limits.maxElements(), Math.max(maxElements, (long) GROWTH * elements));
  }

  /**
   * Waits for the answers. If the table, the index or a column does not exist any more, reads the
   * schema again and looks the elements up once more. If the caller gave the schema, what it
   * promises to the steps behind must not change.
   */
  private InFlight<T> answered(InFlight<T> asked) throws InterruptedException {
    InFlight<T> first = asked.awaited();
    if (!first.answers().missSchemaObject() || schemaOrNull != null) {
      return first;
    }
    count(first);
    connection().forget(DatabaseSchema.class, first.plan().schema());
    return start(plan(), first.elements().stream().map(Keyed::pending).toList(), first.bytes())
        .awaited();
  }

  private void count(InFlight<T> done) {
    reads.inc(done.answers().requests().sum());
    retries.inc(done.answers().retries().sum());
  }

  private LookupOutcome<T> outcome(Keyed<T> keyed, InFlight<T> done) throws InterruptedException {
    PendingLookup<T> element = keyed.pending();
    if (keyed.error() != null) {
      return new LookupOutcome<>(element.element(), element.pane(), List.of(), keyed.error());
    }
    List<Struct> found = new ArrayList<>();
    for (LookupKey key : keyed.keys()) {
      try {
        found.addAll(done.answers().rows().get(key).get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof KeyRejectedException rejected) {
          return new LookupOutcome<>(
              element.element(), element.pane(), List.of(), rejected.error());
        }
        throw new LookupFailedException(
            done.plan().rows().table() + " of " + connection().config().describe(), e.getCause());
      }
    }
    return new LookupOutcome<>(element.element(), element.pane(), found, null);
  }
}
