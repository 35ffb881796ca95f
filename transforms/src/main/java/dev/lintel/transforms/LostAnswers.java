package dev.lintel.transforms;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The inserts of a bundle whose answer was lost, and what became of their rows. A row that exists
 * when its insert is tried again may have been written by the first attempt, or before it. As a
 * commit writes all of its rows or none, another row of the same commit can show that it wrote
 * none: an insert that is written later, or a row that is rejected for another reason. If there is
 * none, the outcome of the row is unknown, and it is rejected with that. Belongs to one bundle; not
 * thread-safe.
 */
final class LostAnswers {

  /** An attempt that Spanner may have applied. */
  private static final class Attempt {
    private boolean applied = true;
  }

  /** A row that exists, and why its insert was rejected. */
  private record Existing(PendingRow row, RowError error) {}

  private final IdentityHashMap<PendingRow, List<Attempt>> attempts = new IdentityHashMap<>();
  private final List<Existing> existing = new ArrayList<>();

  /** Whether Spanner may have applied what failed with this error. */
  static boolean leavesOpen(SpannerException error) {
    return switch (error.getErrorCode()) {
      // These say that nothing was applied.
      case ABORTED, RESOURCE_EXHAUSTED -> false;
      default -> CommitError.of(error) == CommitError.TRANSIENT;
    };
  }

  /** Returns the request, which notes if it fails so that Spanner may have applied it. */
  static <T> Callable<T> noting(AtomicBoolean lost, Callable<T> request) {
    return () -> {
      try {
        return request.call();
      } catch (SpannerException e) {
        if (leavesOpen(e)) {
          lost.set(true);
        }
        throw e;
      }
    };
  }

  /** Takes the rows of an attempt whose answer was lost, and one of whose rows exists now. */
  private void add(List<PlannedRow> rows) {
    var attempt = new Attempt();
    rows.forEach(row -> attempts.computeIfAbsent(row.row(), key -> new ArrayList<>()).add(attempt));
  }

  /** Takes what a batch has lost, before its rows are output. */
  void add(BatchOutcome outcome) {
    outcome.lostAnswers().forEach(this::add);
  }

  /** Returns an output that keeps rejected rows back as long as their outcome may be unknown. */
  BundleWriter.Output deciding(BundleWriter.Output output) {
    return new BundleWriter.Output() {
      @Override
      public void written(PendingRow row) {
        // Any other write succeeds whether or not the lost attempt has done it before.
        if (row.mutation().getOperation() == Mutation.Op.INSERT) {
          refute(row);
        }
        output.written(row);
      }

      @Override
      public void rejected(PendingRow row, RowError error) {
        if (attempts.isEmpty()) {
          output.rejected(row, error);
        } else if (error.code() == ErrorCode.ALREADY_EXISTS && attempts.containsKey(row)) {
          existing.add(new Existing(row, error));
        } else {
          refute(row);
          output.rejected(row, error);
        }
      }

      @Override
      public void sent(BatchOutcome outcome) {
        output.sent(outcome);
      }
    };
  }

  private void refute(PendingRow row) {
    attempts.getOrDefault(row, List.of()).forEach(attempt -> attempt.applied = false);
  }

  /** Rejects the rows that were kept back, when all others have been output. */
  void decide(BundleWriter.Output output) {
    for (Existing row : existing) {
      boolean isUnknown = attempts.get(row.row()).stream().anyMatch(attempt -> attempt.applied);
      output.rejected(row.row(), isUnknown ? unknown(row.error()) : row.error());
    }
    existing.clear();
    attempts.clear();
  }

  private static RowError unknown(RowError error) {
    return new RowError(
        ErrorCode.UNKNOWN,
        "It is not known whether this insert or an earlier one wrote the row, because the answer to"
            + " a commit was lost: "
            + error.message());
  }
}
