package dev.lintel.transforms;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.ReadOnlyTransaction;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.SpannerConnection;
import java.time.Instant;

/**
 * The time by Spanner's clock. Whatever is compared with times of the database, such as the age of
 * a row or of a snapshot, goes by it: the clock of a launcher or a worker may be wrong.
 */
public final class DatabaseTime {
  private DatabaseTime() {}

  /**
   * Asks Spanner; every commit that has been answered is at this time or before.
   *
   * @throws SpannerException if Spanner does not answer
   */
  public static Timestamp now(SpannerConnection connection) {
    try (ReadOnlyTransaction read =
            connection.databaseClient().singleUseReadOnlyTransaction(TimestampBound.strong());
        ResultSet one = read.executeQuery(Statement.of("SELECT 1"))) {
      // A transaction has a time when it has read something.
      one.next();
      return read.getReadTimestamp();
    }
  }

  /** Returns the same time as an instant. */
  public static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
