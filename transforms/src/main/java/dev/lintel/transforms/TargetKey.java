package dev.lintel.transforms;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A key of the table to delete from. Equal only to itself. Not thread-safe; handed over from one
 * thread to another.
 */
final class TargetKey {
  private final PendingKey pending;
  private final ByteString place;
  private final List<@Nullable Object> contents;
  private final List<PendingKey> repetitions = new ArrayList<>();
  private long childWeight;

  /**
   * @param place where the row stands in the table; that of no other row
   * @param contents the parts as objects of their columns' types; null for NULL
   */
  TargetKey(PendingKey pending, ByteString place, List<@Nullable Object> contents) {
    this.pending = pending;
    this.place = place;
    this.contents = contents;
  }

  PendingKey pending() {
    return pending;
  }

  /** Adds another element of the same key, which is decided along with the first. */
  void addRepetition(PendingKey repetition) {
    repetitions.add(repetition);
  }

  List<PendingKey> repetitions() {
    return repetitions;
  }

  ByteString place() {
    return place;
  }

  List<@Nullable Object> contents() {
    return contents;
  }

  /** Adds rows of children that are deleted along. */
  void addChildren(long weight) {
    childWeight += weight;
  }

  /** Returns what the rows of its children count against the limit of a commit. */
  long childWeight() {
    return childWeight;
  }
}
