package dev.lintel.transforms;

import com.google.cloud.spanner.Key;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/**
 * An element that waits for its transaction, with what Beam knows about it. Equal only to itself.
 * Used within one bundle; handed over from one thread to another.
 */
final class PendingElement<T> {

  /** What Beam knows about an element. */
  record Place(Instant timestamp, BoundedWindow window, PaneInfo pane) {}

  private final T element;
  private final Place place;
  private final int arrival;
  private final String id;
  private final ImmutableMap<RowId, Key> rows;
  private final ImmutableSet<RowId> ownRows;
  private boolean lostAnswer;
  private Deque<PendingElement<T>> repetitions = new ArrayDeque<>();

  /**
   * @param arrival its number in the bundle
   * @param rows the rows that it reads
   * @param ownRows those of them that no other transaction may read meanwhile
   */
  PendingElement(
      T element,
      Place place,
      int arrival,
      String id,
      ImmutableMap<RowId, Key> rows,
      ImmutableSet<RowId> ownRows) {
    this.element = element;
    this.place = place;
    this.arrival = arrival;
    this.id = id;
    this.rows = rows;
    this.ownRows = ownRows;
  }

  T element() {
    return element;
  }

  Place place() {
    return place;
  }

  int arrival() {
    return arrival;
  }

  String id() {
    return id;
  }

  ImmutableMap<RowId, Key> rows() {
    return rows;
  }

  /** Returns the rows for which elements wait for each other, and keep their order. */
  ImmutableSet<RowId> ownRows() {
    return ownRows;
  }

  /** Says that the answer to a commit of the element was lost, which may have applied it. */
  void losesAnswer() {
    lostAnswer = true;
  }

  /** Whether it may have been applied for this bundle, although no commit has said so. */
  boolean hasLostAnswer() {
    return lostAnswer;
  }

  /** Adds a later element of the same id, which waits for what becomes of this one. */
  void addRepetition(PendingElement<T> repetition) {
    repetitions.add(repetition);
  }

  /** Returns the later elements of the same id. */
  List<PendingElement<T>> repetitions() {
    return new ArrayList<>(repetitions);
  }

  /** Returns the next element of the same id, for which the others wait from now on. */
  Optional<PendingElement<T>> successor() {
    Optional<PendingElement<T>> next = Optional.ofNullable(repetitions.poll());
    next.ifPresent(successor -> successor.repetitions = repetitions);
    return next;
  }
}
