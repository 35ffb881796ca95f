package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import java.util.List;
import java.util.Optional;

/**
 * Rows that are written in one commit or not at all, because they need each other; usually a single
 * row.
 *
 * @param rows in the order in which they are written
 * @param error why Spanner rejected them; empty before the first attempt
 */
record DependentUnit(List<Mutation> rows, Optional<RowError> error) {

  DependentUnit withError(RowError newError) {
    return new DependentUnit(rows, Optional.of(newError));
  }

  long bytes() {
    return rows.stream().mapToLong(MutationBytes::estimate).sum();
  }

  /** Whether rows that are still to come may be the reason for the rejection. */
  boolean mayWaitForOthers() {
    return error
        .filter(
            e ->
                switch (e.code()) {
                  // A foreign key, and a parent row.
                  case FAILED_PRECONDITION, NOT_FOUND -> true;
                  default -> false;
                })
        .isPresent();
  }

  /** The message of the rejection, for each of the rows. */
  String message() {
    String message = error.orElseThrow().message();
    return rows.size() == 1
        ? message
        : "Rejected together with %d rows, because these rows need each other: %s"
            .formatted(rows.size() - 1, message);
  }
}
