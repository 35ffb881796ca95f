package dev.lintel.transforms;

import com.google.cloud.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** What became of the elements of one batch. Filled by one thread, then read by another. */
final class TransactOutcome<T> {

  /** An element that is in the database, since a commit. */
  record Decided<T>(PendingElement<T> element, Timestamp committedAt) {}

  /** An element that failed, and why. */
  record Rejected<T>(PendingElement<T> element, RowError error) {}

  private final List<Decided<T>> applied = new ArrayList<>();
  private final List<Decided<T>> duplicates = new ArrayList<>();
  private final List<Rejected<T>> rejected = new ArrayList<>();
  private final List<PendingElement<T>> waiting = new ArrayList<>();
  private final Set<String> readTables = new HashSet<>();
  private final Set<String> writtenTables = new HashSet<>();
  private final List<Duration> latencies = new ArrayList<>();
  private final LongAdder retries = new LongAdder();
  private int read;
  private long bytes;

  List<Decided<T>> applied() {
    return applied;
  }

  /** Returns the elements whose ids were there before. */
  List<Decided<T>> duplicates() {
    return duplicates;
  }

  List<Rejected<T>> rejected() {
    return rejected;
  }

  /** Returns the elements that need a transaction after this one. */
  List<PendingElement<T>> waiting() {
    return waiting;
  }

  /** Returns the tables of which a row was found. */
  Set<String> readTables() {
    return readTables;
  }

  /** Returns the tables that were written, without that of the ids. */
  Set<String> writtenTables() {
    return writtenTables;
  }

  /** Returns how long each commit took, without the reads before it. */
  List<Duration> latencies() {
    return latencies;
  }

  LongAdder retries() {
    return retries;
  }

  /** Returns of how many elements the rows were read: of those that were not duplicates. */
  int read() {
    return read;
  }

  void addRead(int elements) {
    read += elements;
  }

  /** Returns about how many bytes were read and written for these elements. */
  long bytes() {
    return bytes;
  }

  void addBytes(long more) {
    bytes += more;
  }

  /** Adds what a transaction of some of the elements has decided. */
  void add(TransactOutcome<T> part) {
    applied.addAll(part.applied);
    duplicates.addAll(part.duplicates);
    rejected.addAll(part.rejected);
    waiting.addAll(part.waiting);
    readTables.addAll(part.readTables);
    writtenTables.addAll(part.writtenTables);
    read += part.read;
    bytes += part.bytes;
  }
}
