package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import dev.lintel.transforms.KeyParts;
import dev.lintel.values.ScalarType;
import dev.lintel.values.ScalarTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Reads which rows depend on rows that are to be deleted, all in one snapshot. The keys of some
 * hundred rows of each table are in memory, however many rows there are. As thread-safe as the
 * client.
 */
final class DependentRows {
  /**
   * As many keys go with one request, which Spanner takes up to 10 MiB of: a key may have 8 KiB,
   * and the range of the rows that are interleaved in a row has two.
   */
  static final int KEYS_A_REQUEST = 400;

  /** Of up to 16 columns each; Spanner takes 950 parameters a query. */
  private static final int TUPLES_A_QUERY = 50;

  private final PurgePlan plan;
  private final RelatedTables related;
  private final DatabaseClient client;
  private final PurgeSql sql;

  DependentRows(PurgePlan plan, DatabaseClient client) {
    this.plan = plan;
    this.related = plan.related();
    this.client = client;
    this.sql = new PurgeSql(plan.dialect());
  }

  /**
   * Those of these keys of the first table that have a row.
   *
   * @param keys at most {@link #KEYS_A_REQUEST}
   */
  Set<Key> existing(Collection<Key> keys) {
    Table table = related.table(0);
    Set<Key> existing = new LinkedHashSet<>();
    try (ResultSet rows = read(table, setOf(keys), key(table))) {
      forEachKey(rows, existing::add);
    }
    return existing;
  }

  /**
   * Finds the rows of keys of the first table, and those of all tables that depend on them. A row
   * may be found more than once if it depends on several rows, and as one in the way although it is
   * also to be deleted.
   */
  void find(Collection<Key> keys, Consumer<FoundRow> out) {
    var search = new Search(out);
    keys.forEach(key -> search.add(0, key));
    // Those come first that no others are needed by.
    Lists.reverse(related.order()).forEach(search::finish);
  }

  /** The rows that were found, and whose dependent rows are not known yet. Not thread-safe. */
  private final class Search {
    private final List<Set<Key>> open = new ArrayList<>();
    private final Consumer<FoundRow> out;

    Search(Consumer<FoundRow> out) {
      this.out = out;
      related.tables().forEach(table -> open.add(new LinkedHashSet<>()));
    }

    /** Adds a row that is to be deleted; if there are many of its table, goes on with those. */
    void add(int table, Key key) {
      open.get(table).add(key);
      if (open.get(table).size() >= KEYS_A_REQUEST) {
        finish(table);
      }
    }

    /** Outputs the rows of a table, and adds those that depend on them. */
    void finish(int table) {
      Set<Key> keys = open.set(table, new LinkedHashSet<>());
      if (keys.isEmpty()) {
        return;
      }
      for (Key key : keys) {
        out.accept(new FoundRow(table, /* isInTheWay= */ false, key));
      }
      for (Dependency dependency : related.on(table)) {
        int from = dependency.from();
        Consumer<Key> found =
            dependency.isFollowed()
                ? key -> add(from, key)
                : key -> out.accept(new FoundRow(from, /* isInTheWay= */ true, key));
        if (dependency.isInterleaved()) {
          interleaved(related.table(from), keys, found);
        } else {
          referencing(dependency, keys, found);
        }
      }
    }
  }

  private void interleaved(Table child, Set<Key> parents, Consumer<Key> found) {
    KeySet.Builder ranges = KeySet.newBuilder();
    parents.forEach(parent -> ranges.addRange(KeyRange.prefix(parent)));
    try (ResultSet rows = read(child, ranges.build(), key(child))) {
      forEachKey(rows, found);
    }
  }

  private void referencing(Dependency dependency, Set<Key> keys, Consumer<Key> found) {
    Table table = related.table(dependency.from());
    Set<List<Value>> referenced = referenced(dependency, keys);
    List<Statement> queries = new ArrayList<>();
    if (dependency.columns().size() == 1) {
      if (!referenced.isEmpty()) {
        queries.add(
            Statement.newBuilder(sql.keysOf(table, dependency.columns().get(0)))
                .bind("p1")
                .to(arrayOf(Lists.newArrayList(Iterables.concat(referenced))))
                .build());
      }
    } else {
      for (List<List<Value>> part : Iterables.partition(referenced, TUPLES_A_QUERY)) {
        var query = Statement.newBuilder(sql.keysOf(table, dependency.columns(), part.size()));
        int parameter = 1;
        for (Value value : Iterables.concat(part)) {
          query.bind("p" + parameter++).to(value);
        }
        queries.add(query.build());
      }
    }
    for (Statement query : queries) {
      try (ResultSet rows = snapshot().executeQuery(query, plan.requests().forQuery())) {
        forEachKey(rows, found);
      }
    }
  }

  private static Value arrayOf(List<Value> values) {
    Type type = values.get(0).getType();
    ScalarType<?> scalar = ScalarTypes.of(type);
    return scalar.array(type, Lists.transform(values, scalar.getter()::apply));
  }

  /** The values that foreign keys have if they reference these rows. */
  private Set<List<Value>> referenced(Dependency dependency, Set<Key> keys) {
    Set<List<Value>> referenced = new LinkedHashSet<>();
    try (ResultSet rows = read(related.table(dependency.on()), setOf(keys), dependency.needed())) {
      while (rows.next()) {
        List<Value> values = valuesOf(rows);
        // A foreign key with a null references nothing.
        if (values.stream().noneMatch(Value::isNull)) {
          referenced.add(values);
        }
      }
    }
    return referenced;
  }

  private ResultSet read(Table table, KeySet keys, List<String> columns) {
    return snapshot().read(table.getName(), keys, columns, plan.requests().forRead());
  }

  private ReadContext snapshot() {
    return client.singleUse(plan.bound());
  }

  private static KeySet setOf(Collection<Key> keys) {
    KeySet.Builder set = KeySet.newBuilder();
    keys.forEach(set::addKey);
    return set.build();
  }

  private static List<String> key(Table table) {
    return table.getPrimaryKey().stream().map(KeyPart::getColumn).toList();
  }

  /** Rows are read as they are needed: what becomes of a key may take reads of its own. */
  private static void forEachKey(ResultSet rows, Consumer<Key> action) {
    while (rows.next()) {
      action.accept(KeyParts.keyOf(valuesOf(rows)));
    }
  }

  private static List<Value> valuesOf(ResultSet row) {
    return IntStream.range(0, row.getColumnCount()).mapToObj(row::getValue).toList();
  }
}
