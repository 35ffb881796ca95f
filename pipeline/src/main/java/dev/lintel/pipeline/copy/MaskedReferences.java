package dev.lintel.pipeline.copy;

import dev.lintel.pipeline.command.Problems;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * Checks that masked rows still reference each other: of two columns that have to have the same
 * value, both are hashed or neither.
 */
final class MaskedReferences {
  private final DatabaseSchema destination;
  private final List<TableShape> shapes;
  private final Problems problems;

  MaskedReferences(DatabaseSchema destination, List<TableShape> shapes, Problems problems) {
    this.destination = destination;
    this.shapes = shapes;
    this.problems = problems;
  }

  void check() {
    for (TableShape shape : shapes) {
      Optional<Table> table = destination.findTable(shape.source().getName());
      if (table.isPresent()) {
        table.get().getForeignKeys().forEach(key -> check(table.get(), key));
        table.get().getParent().ifPresent(parent -> checkParent(table.get(), parent));
      }
    }
  }

  private void check(Table table, ForeignKey key) {
    for (int i = 0; i < key.getColumns().size(); i++) {
      check(
          table.getName(),
          key.getColumns().get(i),
          key.getReferencedTable(),
          key.getReferencedColumns().get(i),
          "references");
    }
  }

  private void checkParent(Table child, String parent) {
    destination.findTable(parent).stream()
        .flatMap(table -> table.getPrimaryKey().stream())
        .map(KeyPart::getColumn)
        .forEach(column -> check(child.getName(), column, parent, column, "is part of the key of"));
  }

  private void check(String table, String column, String other, String otherColumn, String link) {
    boolean isHashed = isHashed(table, column);
    boolean isOtherHashed = isHashed(other, otherColumn);
    if (isHashed != isOtherHashed) {
      problems.add(
          "--spec: %s.%s %s %s.%s, and only %s is hashed; hash both"
              .formatted(
                  table,
                  column,
                  link,
                  other,
                  otherColumn,
                  isHashed ? table + "." + column : other + "." + otherColumn));
    }
  }

  private boolean isHashed(String table, String column) {
    return shapes.stream()
        .filter(shape -> shape.source().getName().equalsIgnoreCase(table))
        .flatMap(shape -> shape.columns().stream())
        .filter(shaped -> shaped.target().equalsIgnoreCase(column))
        .anyMatch(shaped -> shaped.mask().filter(Mask.Hash.class::isInstance).isPresent());
  }
}
