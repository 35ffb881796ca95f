package dev.lintel.transforms;

import com.google.cloud.Timestamp;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/**
 * Applies elements as one bundle of a {@link TransactRows} does, and records what becomes of them.
 */
final class Transacted<T> implements BundleTransactor.Output<T> {
  final List<AppliedElement<T>> applied = new ArrayList<>();
  final List<AppliedElement<T>> duplicates = new ArrayList<>();
  final List<FailedRecord<T>> failed = new ArrayList<>();

  /** How many transactions were committed, or were to be. */
  int commits;

  long retries;

  private Transacted() {}

  static <T> Transacted<T> of(TransactRows<T> transact, List<T> elements)
      throws InterruptedException {
    return of(transact, RetryClock.SYSTEM, elements);
  }

  static <T> Transacted<T> of(TransactRows<T> transact, RetryClock clock, List<T> elements)
      throws InterruptedException {
    var bytes = new TransactionBytes();
    bytes.learn(1, 1);
    return of(transact, clock, bytes, elements);
  }

  /**
   * @param bytes what earlier bundles have learned; without it, that elements are small
   */
  static <T> Transacted<T> of(
      TransactRows<T> transact, RetryClock clock, TransactionBytes bytes, List<T> elements)
      throws InterruptedException {
    var result = new Transacted<T>();
    try (var lease = SpannerConnections.acquire(transact.getConfig())) {
      var connection = lease.connection();
      DatabaseSchema given = transact.getSchema();
      TransactPlan plan =
          TransactPlan.of(
              given != null ? given : SchemaReader.read(connection.databaseClient()), transact);
      List<PendingElement<T>> pending = new ArrayList<>();
      for (T element : elements) {
        pending.add(pending(transact, plan, element, pending.size()));
      }
      new BundleTransactor<>(connection, plan, transact, clock, bytes).transact(pending, result);
    }
    return result;
  }

  /** Returns an element as it comes to a bundle. */
  static <T> PendingElement<T> pending(
      TransactRows<T> transact, TransactPlan plan, T element, int arrival) {
    var rows = plan.rowsOf(element, transact.getReads());
    return new PendingElement<>(
        element,
        new PendingElement.Place(Instant.EPOCH, GlobalWindow.INSTANCE, PaneInfo.NO_FIRING),
        arrival,
        transact.getId().apply(element),
        rows,
        plan.ownRows(rows.keySet()));
  }

  List<T> appliedElements() {
    return applied.stream().map(AppliedElement::getElement).toList();
  }

  List<T> duplicateElements() {
    return duplicates.stream().map(AppliedElement::getElement).toList();
  }

  List<T> failedElements() {
    return failed.stream().map(FailedRecord::getElement).toList();
  }

  @Override
  public void applied(PendingElement<T> element, Timestamp committedAt) {
    applied.add(AppliedElement.of(element.element(), committedAt));
  }

  @Override
  public void duplicate(PendingElement<T> element, Timestamp committedAt) {
    duplicates.add(AppliedElement.of(element.element(), committedAt));
  }

  @Override
  public void rejected(PendingElement<T> element, RowError error) {
    failed.add(FailedRecord.of("", element.element(), error.code(), error.message()));
  }

  @Override
  public void sent(TransactOutcome<T> outcome) {
    commits += outcome.latencies().size();
    retries += outcome.retries().sum();
  }
}
