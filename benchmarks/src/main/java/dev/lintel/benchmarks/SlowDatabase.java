package dev.lintel.benchmarks;

import com.google.protobuf.ListValue;
import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import com.google.spanner.v1.BatchWriteRequest.MutationGroup;
import com.google.spanner.v1.BatchWriteResponse;
import com.google.spanner.v1.Mutation;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One database of a {@link SlowSpanner}. It knows which keys were written, checks the one column
 * that bad rows exceed, and counts requests. Thread-safe.
 */
final class SlowDatabase {
  /** Databases of this name have that many rows from the beginning. */
  private static final Pattern FILLED = Pattern.compile(".*/filled-(\\d+)-\\d+");

  private static final int MAX_NAME_LENGTH = 40;
  private static final ConcurrentMap<Integer, SlowTable> TABLES = new ConcurrentHashMap<>();

  private final int rows;
  private final BitSet written = new BitSet();
  private long clients;
  private long sessions;
  private long commits;
  private long spoiltCommits;
  private long batchWrites;

  SlowDatabase(String name) {
    Matcher filled = FILLED.matcher(name);
    rows = filled.matches() ? Integer.parseInt(filled.group(1)) : 0;
  }

  /** Returns the id of a database that has rows from the beginning. */
  static String filledId(int rows, int number) {
    return "filled-" + rows + "-" + number;
  }

  SlowTable table() {
    return TABLES.computeIfAbsent(rows, SlowTable::new);
  }

  /** Returns how many rows there are. */
  synchronized long rowCount() {
    return (long) rows + written.cardinality();
  }

  /** Each client creates one multiplexed session. */
  synchronized void countSession(boolean multiplexed) {
    clients += multiplexed ? 1 : 0;
    sessions++;
  }

  synchronized void countSessions(int created) {
    sessions += created;
  }

  /** Returns what {@link SlowQueries#REQUESTS} asks for. */
  synchronized List<Long> requests() {
    return List.of(clients, sessions, commits, spoiltCommits, batchWrites);
  }

  /** Writes rows, or none of them if one is bad. */
  synchronized Optional<Status> commit(List<Mutation> mutations) {
    commits++;
    Optional<Status> rejection = rejection(mutations);
    if (rejection.isEmpty()) {
      write(mutations);
    } else if (rowCount(mutations) > 1) {
      spoiltCommits++;
    }
    return rejection;
  }

  /** Writes each group, or rejects it. */
  synchronized List<BatchWriteResponse> batchWrite(List<MutationGroup> groups, Timestamp now) {
    batchWrites++;
    List<BatchWriteResponse> responses = new ArrayList<>();
    var good = BatchWriteResponse.newBuilder().setCommitTimestamp(now);
    for (int i = 0; i < groups.size(); i++) {
      List<Mutation> mutations = groups.get(i).getMutationsList();
      Optional<Status> rejection = rejection(mutations);
      if (rejection.isPresent()) {
        responses.add(rejected(i, rejection.get()));
      } else {
        write(mutations);
        good.addIndexes(i);
      }
    }
    responses.add(good.build());
    return responses;
  }

  private static BatchWriteResponse rejected(int index, Status status) {
    return BatchWriteResponse.newBuilder()
        .addIndexes(index)
        .setStatus(
            com.google.rpc.Status.newBuilder()
                .setCode(Code.FAILED_PRECONDITION_VALUE)
                .setMessage(status.getDescription()))
        .build();
  }

  private static int rowCount(List<Mutation> mutations) {
    return mutations.stream()
        .mapToInt(mutation -> mutation.getInsertOrUpdate().getValuesCount())
        .sum();
  }

  private static Optional<Status> rejection(List<Mutation> mutations) {
    for (Mutation mutation : mutations) {
      int name = mutation.getInsertOrUpdate().getColumnsList().indexOf("LastName");
      for (ListValue row : mutation.getInsertOrUpdate().getValuesList()) {
        int length = row.getValues(name).getStringValue().length();
        if (length > MAX_NAME_LENGTH) {
          return Optional.of(
              Status.FAILED_PRECONDITION.withDescription(
                  "New value exceeds the maximum size limit for this column: Singers.LastName,"
                      + " size: %d, limit: %d.".formatted(length, MAX_NAME_LENGTH)));
        }
      }
    }
    return Optional.empty();
  }

  private void write(List<Mutation> mutations) {
    for (Mutation mutation : mutations) {
      int key = mutation.getInsertOrUpdate().getColumnsList().indexOf("SingerId");
      for (ListValue row : mutation.getInsertOrUpdate().getValuesList()) {
        written.set(Integer.parseInt(row.getValues(key).getStringValue()));
      }
    }
  }
}
