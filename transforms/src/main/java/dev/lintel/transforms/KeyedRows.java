package dev.lintel.transforms;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.ReadOnlyTransaction;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TimestampBound;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.lintel.transforms.LookupTarget.Plan;
import dev.lintel.transforms.LookupTarget.Read;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads the rows of a set of keys with one request, or with two at the same timestamp where an
 * index does not have all columns. Immutable and thread-safe.
 */
final class KeyedRows {
  private final DatabaseClient client;
  private final Plan plan;
  private final TimestampBound bound;
  private final ReadOptions options;

  KeyedRows(DatabaseClient client, Plan plan, TimestampBound bound, ReadOptions options) {
    this.client = client;
    this.plan = plan;
    this.bound = bound;
    this.options = options;
  }

  /** Returns the key in the form that this class compares. */
  LookupKey key(Key key) {
    return new LookupKey(ByteString.copyFrom(first().order().sortKey(key)), key);
  }

  /** Returns how many columns a key has at most. */
  int keySize() {
    return first().key().size();
  }

  String table() {
    return first().table();
  }

  private Read first() {
    return plan.reads().get(0);
  }

  /**
   * Returns the rows of each key, in the order of the read; a key without rows has no entry.
   *
   * @param requests counts the requests to the server
   */
  Map<LookupKey, List<Struct>> read(Collection<LookupKey> keys, LongAdder requests) {
    Map<LookupKey, List<Struct>> found = new HashMap<>();
    if (plan.reads().size() == 1) {
      try (ReadOnlyTransaction transaction = client.singleUseReadOnlyTransaction(bound)) {
        read(transaction, first(), keys, requests)
            .forEach((key, rows) -> found.put(key, rows.stream().map(this::projected).toList()));
      }
      return found;
    }
    Map<LookupKey, List<Struct>> entries;
    Timestamp timestamp;
    try (ReadOnlyTransaction transaction = client.singleUseReadOnlyTransaction(bound)) {
      entries = read(transaction, first(), keys, requests);
      timestamp = transaction.getReadTimestamp();
    }
    Read byKey = plan.reads().get(1);
    Map<LookupKey, List<LookupKey>> rowKeys = new LinkedHashMap<>();
    entries.forEach(
        (key, rows) ->
            rowKeys.put(key, rows.stream().map(entry -> primaryKey(byKey, entry)).toList()));
    Set<LookupKey> all = new LinkedHashSet<>();
    rowKeys.values().forEach(all::addAll);
    if (all.isEmpty()) {
      return found;
    }
    Map<LookupKey, List<Struct>> rows;
    try (ReadOnlyTransaction transaction =
        client.singleUseReadOnlyTransaction(TimestampBound.ofReadTimestamp(timestamp))) {
      rows = read(transaction, byKey, all, requests);
    }
    rowKeys.forEach(
        (key, ofKey) ->
            found.put(
                key,
                ofKey.stream()
                    .flatMap(rowKey -> rows.getOrDefault(rowKey, List.of()).stream())
                    .map(this::projected)
                    .toList()));
    return found;
  }

  private Map<LookupKey, List<Struct>> read(
      ReadOnlyTransaction transaction, Read read, Collection<LookupKey> keys, LongAdder requests) {
    Map<ByteString, LookupKey> wanted = new HashMap<>();
    Set<Integer> sizes = new TreeSet<>();
    for (LookupKey key : keys) {
      wanted.put(key.place(), key);
      sizes.add(key.key().size());
    }
    requests.increment();
    Map<LookupKey, List<Struct>> found = new HashMap<>();
    try (ResultSet rows = open(transaction, read, keySet(read, keys))) {
      while (rows.next()) {
        Struct row = rows.getCurrentRowAsStruct();
        List<Value> parts = new ArrayList<>();
        for (int i = 0; i < read.key().size(); i++) {
          parts.add(row.getValue(i));
          // A row may match both a key and a prefix of that key.
          if (sizes.contains(i + 1)) {
            LookupKey key = wanted.get(ByteString.copyFrom(read.order().sortKey(parts)));
            if (key != null) {
              found.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
            }
          }
        }
      }
    }
    return found;
  }

  private ResultSet open(ReadOnlyTransaction transaction, Read read, KeySet keys) {
    return read.index() == null
        ? transaction.read(read.table(), keys, read.columns(), options.forRead())
        : transaction.readUsingIndex(
            read.table(), read.index(), keys, read.columns(), options.forRead());
  }

  private static KeySet keySet(Read read, Collection<LookupKey> keys) {
    KeySet.Builder set = KeySet.newBuilder();
    for (LookupKey key : keys) {
      if (key.key().size() < read.key().size()) {
        set.addRange(KeyRange.prefix(key.key()));
      } else {
        set.addKey(key.key());
      }
    }
    return set.build();
  }

  private static LookupKey primaryKey(Read byKey, Struct entry) {
    Key.Builder key = Key.newBuilder();
    List<Value> parts = new ArrayList<>();
    for (String column : byKey.key()) {
      Value value = entry.getValue(column);
      parts.add(value);
      key.appendObject(KeyParts.of(value));
    }
    return new LookupKey(ByteString.copyFrom(byKey.order().sortKey(parts)), key.build());
  }

  /** Returns the row with only the requested columns, in the requested order. */
  private Struct projected(Struct row) {
    ImmutableList<String> columns = plan.columns();
    if (row.getColumnCount() == columns.size()) {
      boolean same = true;
      for (int i = 0; i < columns.size(); i++) {
        same &= row.getType().getStructFields().get(i).getName().equals(columns.get(i));
      }
      if (same) {
        return row;
      }
    }
    Struct.Builder projected = Struct.newBuilder();
    for (String column : columns) {
      projected.set(column).to(row.getValue(column));
    }
    return projected.build();
  }
}
