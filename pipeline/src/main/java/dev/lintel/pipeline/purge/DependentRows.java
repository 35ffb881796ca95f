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
import java.util.stream.IntStream;

/**
 * Reads which rows depend on rows that are to be deleted, table by table, all in one snapshot. As
 * thread-safe as the client.
 */
final class DependentRows {
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

  /** Those of these keys of the first table that have a row. */
  Set<Key> existing(Collection<Key> keys) {
    Table table = related.table(0);
    try (ResultSet rows = read(table, setOf(keys), key(table))) {
      return keysIn(rows);
    }
  }

  /**
   * Adds the rows of all tables that depend on rows of the first one.
   *
   * @param keys of the first table
   */
  List<FoundRow> of(Collection<Key> keys) {
    List<Set<Key>> deleted = sets();
    List<Set<Key>> inTheWay = sets();
    deleted.get(0).addAll(keys);
    // Those come first that no others are needed by.
    for (int on : Lists.reverse(related.order())) {
      for (Dependency dependency : related.on(on)) {
        Set<Key> found = dependents(dependency, deleted.get(on));
        (dependency.isFollowed() ? deleted : inTheWay).get(dependency.from()).addAll(found);
      }
    }
    List<FoundRow> rows = new ArrayList<>();
    for (int table = 0; table < deleted.size(); table++) {
      for (Key key : deleted.get(table)) {
        rows.add(new FoundRow(table, /* isInTheWay= */ false, key));
      }
      inTheWay.get(table).removeAll(deleted.get(table));
      for (Key key : inTheWay.get(table)) {
        rows.add(new FoundRow(table, /* isInTheWay= */ true, key));
      }
    }
    return rows;
  }

  private List<Set<Key>> sets() {
    List<Set<Key>> sets = new ArrayList<>();
    related.tables().forEach(table -> sets.add(new LinkedHashSet<>()));
    return sets;
  }

  private Set<Key> dependents(Dependency dependency, Set<Key> keys) {
    if (keys.isEmpty()) {
      return Set.of();
    }
    return dependency.isInterleaved()
        ? interleaved(related.table(dependency.from()), keys)
        : referencing(dependency, keys);
  }

  private Set<Key> interleaved(Table child, Set<Key> parents) {
    KeySet.Builder ranges = KeySet.newBuilder();
    parents.forEach(parent -> ranges.addRange(KeyRange.prefix(parent)));
    try (ResultSet rows = read(child, ranges.build(), key(child))) {
      return keysIn(rows);
    }
  }

  private Set<Key> referencing(Dependency dependency, Set<Key> keys) {
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
    Set<Key> found = new LinkedHashSet<>();
    for (Statement query : queries) {
      try (ResultSet rows = snapshot().executeQuery(query, plan.requests().forQuery())) {
        found.addAll(keysIn(rows));
      }
    }
    return found;
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

  private static Set<Key> keysIn(ResultSet rows) {
    Set<Key> keys = new LinkedHashSet<>();
    while (rows.next()) {
      keys.add(KeyParts.keyOf(valuesOf(rows)));
    }
    return keys;
  }

  private static List<Value> valuesOf(ResultSet row) {
    return IntStream.range(0, row.getColumnCount()).mapToObj(row::getValue).toList();
  }
}
