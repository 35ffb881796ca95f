package dev.lintel.transforms;

import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.cloud.spanner.Options.TransactionOption;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What a commit is sent with; it belongs to the call, so that it never costs a connection. */
record CommitOptions(
    @Nullable RpcPriority priority, @Nullable String tag, @Nullable Duration maxCommitDelay)
    implements Serializable {

  static final CommitOptions NONE = new CommitOptions(null, null, null);

  CommitOptions withPriority(RpcPriority priority) {
    return new CommitOptions(priority, tag, maxCommitDelay);
  }

  CommitOptions withTag(String tag) {
    return new CommitOptions(priority, tag, maxCommitDelay);
  }

  CommitOptions withMaxCommitDelay(Duration maxCommitDelay) {
    return new CommitOptions(priority, tag, maxCommitDelay);
  }

  TransactionOption[] forCommit() {
    var options = forBatchWrite();
    if (maxCommitDelay != null) {
      options.add(Options.maxCommitDelay(maxCommitDelay));
    }
    return options.toArray(TransactionOption[]::new);
  }

  /** BatchWrite takes no commit delay. */
  List<TransactionOption> forBatchWrite() {
    List<TransactionOption> options = new ArrayList<>();
    if (priority != null) {
      options.add(Options.priority(priority));
    }
    if (tag != null) {
      options.add(Options.tag(tag));
    }
    return options;
  }
}
