package dev.lintel.transforms;

import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.Options.TransactionOption;
import java.io.Serializable;
import java.time.Duration;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The options of the requests that write. They belong to the request, not to the connection, so
 * that commits with different options share one connection. Immutable.
 *
 * @param maxCommitDelay how long Spanner may hold a commit back; null for Spanner's default
 */
record CommitOptions(RequestOptions requestOptions, @Nullable Duration maxCommitDelay)
    implements Serializable {

  static final CommitOptions NONE = new CommitOptions(RequestOptions.NONE, null);

  CommitOptions withRequestOptions(RequestOptions newRequestOptions) {
    return new CommitOptions(newRequestOptions, maxCommitDelay);
  }

  CommitOptions withMaxCommitDelay(Duration newMaxCommitDelay) {
    return new CommitOptions(requestOptions, newMaxCommitDelay);
  }

  TransactionOption[] forCommit() {
    return Stream.<TransactionOption>concat(
            requestOptions.stream(), Stream.ofNullable(maxCommitDelay).map(Options::maxCommitDelay))
        .toArray(TransactionOption[]::new);
  }

  /** Without a commit delay, which BatchWrite does not support. */
  TransactionOption[] forBatchWrite() {
    return requestOptions.stream().toArray(TransactionOption[]::new);
  }
}
