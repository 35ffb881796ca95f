package dev.lintel.schema;

import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;
import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableListMultimap;
import dev.lintel.schema.InformationSchema.Row;
import java.util.List;
import java.util.Optional;

/**
 * Finds the parents of interleaved tables. The view {@code tables} names a parent without its
 * schema, which may differ from the child's. So a parent is also recognized by its key, which is a
 * prefix of the child's key.
 */
final class ParentNames {

  private final InformationSchema views;
  private final IndexRows indexes;
  private final ImmutableListMultimap<String, Row> byBareName;

  ParentNames(InformationSchema views, List<Row> tables, IndexRows indexes) {
    this.views = views;
    this.indexes = indexes;
    this.byBareName =
        tables.stream()
            .sorted(comparing(views::tableName))
            .collect(toImmutableListMultimap(row -> row.text("table_name"), row -> row));
  }

  /**
   * Returns the parent of the table that a row describes; empty for INTERLEAVE IN without PARENT.
   */
  Optional<String> find(Row table) {
    Optional<String> parent = table.find("parent_table_name").filter(name -> !name.isEmpty());
    if (parent.isEmpty() || table.text("interleave_type").equals("IN")) {
      return Optional.empty();
    }
    List<Row> candidates =
        byBareName.get(parent.get()).stream().filter(row -> isKeyPrefix(row, table)).toList();
    String schema = table.text("table_schema");
    return candidates.stream()
        .filter(row -> row.text("table_schema").equals(schema))
        .findFirst()
        .or(() -> candidates.stream().findFirst())
        .map(views::tableName)
        .or(() -> Optional.of(views.qualify(schema, parent.get())));
  }

  private boolean isKeyPrefix(Row parent, Row child) {
    List<KeyPart> parentKey = indexes.primaryKey(views.tableName(parent));
    List<KeyPart> childKey = indexes.primaryKey(views.tableName(child));
    return parentKey.size() <= childKey.size()
        && childKey.subList(0, parentKey.size()).equals(parentKey);
  }
}
