package dev.lintel.compare;

import com.google.cloud.Timestamp;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.transforms.RequestOptions;
import java.io.Serializable;

/**
 * The tables that are compared, and how the two databases are read. Immutable.
 *
 * @param tables what is compared
 * @param expectedTimestamp the timestamp that the expected side is read at
 * @param actualTimestamp the timestamp that the actual side is read at
 * @param options the options of the requests
 */
record ComparedSnapshots(
    ImmutableList<TableComparison> tables,
    Timestamp expectedTimestamp,
    Timestamp actualTimestamp,
    RequestOptions options)
    implements Serializable {

  SideSnapshot expected(TableComparison table, SpannerConnection connection) {
    return new SideSnapshot(table, table.getExpected(), connection, expectedTimestamp, options);
  }

  SideSnapshot actual(TableComparison table, SpannerConnection connection) {
    return new SideSnapshot(table, table.getActual(), connection, actualTimestamp, options);
  }
}
