package dev.lintel.transforms;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
  private final LookupTarget target;
  // Qualified, because DoFn has a nested class Key.
  private final SerializableFunction<T, Iterable<com.google.cloud.spanner.Key>> keysOf;
  private final TimestampBound bound;
  private final ReadOptions options;
  private final LookupLimits limits;
  private final RetryPolicy retryPolicy;
  private final @Nullable LookupCache cacheOrNull;
  private final @Nullable DatabaseSchema schemaOrNull;

  private final Counter elements = Metrics.counter(LookupRows.class, "elements");
  private final Counter keys = Metrics.counter(LookupRows.class, "keys");
  private final Counter reads = Metrics.counter(LookupRows.class, "reads");
  private final Counter retries = Metrics.counter(LookupRows.class, "retries");
  private final Counter cacheHits = Metrics.counter(LookupRows.class, "cache_hits");
  private final Counter cacheMisses = Metrics.counter(LookupRows.class, "cache_misses");

  // Worker scoped.
  private transient KeyedRows rows;
  private transient KeyLookup lookup;

  // Bundle scoped.
  private transient List<PendingLookup<T>> buffer;
  private transient @Nullable InFlight<T> inFlight;

  /** Elements whose keys are being looked up. */
  private record InFlight<T>(List<PendingLookup<T>> elements, KeyLookup.Answers answers) {}

  /** Outputs an element: differently while a bundle is processed and at its end. */
  @FunctionalInterface
  private interface Output<T> {
    void emit(PendingLookup<T> pending, LookupOutcome<T> outcome);
  }

  LookupFn(
      LookupRows<T> spec, SerializableFunction<T, Iterable<com.google.cloud.spanner.Key>> keysOf) {
    super(spec.getConfig());
    this.target = spec.getTarget();
    this.keysOf = keysOf;
    this.bound = spec.getTimestampBound();
    this.options = spec.getOptions();
    this.limits = spec.getLimits();
    this.retryPolicy = spec.getRetryPolicy();
    this.cacheOrNull = spec.getCache();
    this.schemaOrNull = spec.getSchema();
  }

  @Override
  protected void onConnected(SpannerConnection connection) {
    DatabaseSchema schema =
        schemaOrNull != null
            ? schemaOrNull
            : connection.cached(
                DatabaseSchema.class, self -> SchemaReader.read(self.databaseClient()));
    rows = new KeyedRows(connection.databaseClient(), target.plan(schema), bound, options);
    lookup =
        new KeyLookup(
            rows,
            connection.requests(),
            new Retry(retryPolicy, RetryClock.SYSTEM),
            limits.maxKeys(),
            cacheOrNull == null
                ? null
                : LookupCaches.of(connection).get(target, bound, cacheOrNull, options));
  }

  @StartBundle
  public void startBundle() {
    buffer = new ArrayList<>();
    inFlight = null;
  }

  @ProcessElement
  public void process(
      @Element ElementWithPane<T> element,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      OutputReceiver<LookupOutcome<T>> receiver)
      throws InterruptedException {
    buffer.add(pending(element, timestamp, window));
    if (buffer.size() >= limits.maxElements()) {
      lookUp(
          (pending, outcome) ->
              receiver.outputWindowedValue(
                  outcome, pending.timestamp(), List.of(pending.window()), PaneInfo.NO_FIRING));
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

  private PendingLookup<T> pending(
      ElementWithPane<T> element, Instant timestamp, BoundedWindow window) {
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
    return new PendingLookup<>(
        element.element(), lookupKeys, error, timestamp, window, element.pane());
  }

  /** Starts to look up the collected elements, then emits those that were started before. */
  private void lookUp(Output<T> output) throws InterruptedException {
    List<PendingLookup<T>> collected = buffer;
    buffer = new ArrayList<>();
    Set<LookupKey> distinct = new LinkedHashSet<>();
    for (PendingLookup<T> element : collected) {
      if (element.error() == null) {
        distinct.addAll(element.keys());
      }
    }
    KeyLookup.Answers answers = lookup.start(distinct);
    elements.inc(collected.size());
    keys.inc(distinct.size());
    if (cacheOrNull != null) {
      cacheHits.inc(answers.hits());
      cacheMisses.inc(distinct.size() - answers.hits());
    }
    finish(output);
    inFlight = new InFlight<>(collected, answers);
  }

  private void finish(Output<T> output) throws InterruptedException {
    if (inFlight == null) {
      return;
    }
    InFlight<T> done = inFlight;
    inFlight = null;
    for (PendingLookup<T> element : done.elements()) {
      output.emit(element, outcome(element, done.answers().rows()));
    }
    reads.inc(done.answers().requests().sum());
    retries.inc(done.answers().retries().sum());
  }

  private LookupOutcome<T> outcome(
      PendingLookup<T> element, Map<LookupKey, CompletableFuture<List<Struct>>> answers)
      throws InterruptedException {
    if (element.error() != null) {
      return new LookupOutcome<>(element.element(), element.pane(), List.of(), element.error());
    }
    List<Struct> found = new ArrayList<>();
    for (LookupKey key : element.keys()) {
      try {
        found.addAll(answers.get(key).get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof KeyRejectedException rejected) {
          return new LookupOutcome<>(
              element.element(), element.pane(), List.of(), rejected.error());
        }
        throw new LookupFailedException(
            rows.table() + " of " + connection().config().describe(), e.getCause());
      }
    }
    return new LookupOutcome<>(element.element(), element.pane(), found, null);
  }
}
