package dev.lintel.pipeline.copy;

import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.copy.TableShape.ShapedColumn;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
    Set<String> found = new LinkedHashSet<>();
    for (TableShape shape : shapes) {
      // The foreign keys of the source are created after the rows, those of the destination may be
      // others.
      check(shape.source(), sourceTables(), ShapedColumn::sourceName, found);
      destination
          .findTable(shape.source().getName())
          .ifPresent(table -> check(table, destination.getTables(), ShapedColumn::target, found));
    }
    found.forEach(problems::add);
  }

  private List<Table> sourceTables() {
    return shapes.stream().map(TableShape::source).toList();
  }

  private void check(
      Table table, List<Table> tables, Function<ShapedColumn, String> nameOf, Set<String> found) {
    for (ForeignKey key : table.getForeignKeys()) {
      for (int i = 0; i < key.getColumns().size(); i++) {
        check(
            new Place(table.getName(), key.getColumns().get(i)),
            "references",
            new Place(key.getReferencedTable(), key.getReferencedColumns().get(i)),
            nameOf,
            found);
      }
    }
    Optional<Table> parent =
        table.getParent().flatMap(name -> Identifiers.find(tables, Table::getName, name));
    if (parent.isPresent()) {
      for (KeyPart part : parent.get().getPrimaryKey()) {
        check(
            new Place(table.getName(), part.getColumn()),
            "is part of the key of",
            new Place(parent.get().getName(), part.getColumn()),
            nameOf,
            found);
      }
    }
  }

  /** A column of a table, by names. */
  private record Place(String table, String column) {
    @Override
    public String toString() {
      return table + "." + column;
    }
  }

  private void check(
      Place place,
      String link,
      Place other,
      Function<ShapedColumn, String> nameOf,
      Set<String> found) {
    boolean isHashed = isHashed(place, nameOf);
    if (isHashed != isHashed(other, nameOf)) {
      found.add(
          "--spec: %s %s %s, and only %s is hashed; hash both"
              .formatted(place, link, other, isHashed ? place : other));
    }
  }

  private boolean isHashed(Place place, Function<ShapedColumn, String> nameOf) {
    return shapes.stream()
        .filter(shape -> shape.source().getName().equalsIgnoreCase(place.table()))
        .flatMap(shape -> shape.columns().stream())
        .filter(shaped -> nameOf.apply(shaped).equalsIgnoreCase(place.column()))
        .anyMatch(shaped -> shaped.mask().filter(Mask.Hash.class::isInstance).isPresent());
  }
}
