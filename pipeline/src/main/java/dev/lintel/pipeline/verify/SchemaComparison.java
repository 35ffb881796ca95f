package dev.lintel.pipeline.verify;

import com.google.common.collect.ImmutableList;
import dev.lintel.compare.ComparableTypes;
import dev.lintel.compare.TableComparison;
import dev.lintel.pipeline.verify.SchemaDifference.Part;
import dev.lintel.schema.Column;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Compares the schemas of a reference and of the database that is checked, table by table. Pure.
 *
 * <p>The dialects may differ: {@code numeric} and NUMERIC, {@code jsonb} and JSON are comparable
 * types, and names are found in any letter case if there is none of the same spelling.
 */
final class SchemaComparison {

  /**
   * What was found.
   *
   * @param tables those whose rows can be compared, by name
   * @param notCompared the names of those whose rows cannot, because of a fatal difference
   * @param differences by table
   */
  record Result(
      ImmutableList<TableComparison> tables,
      ImmutableList<String> notCompared,
      ImmutableList<SchemaDifference> differences) {

    /** The same with other tables whose rows are compared. */
    Result withTables(ImmutableList<TableComparison> others) {
      return new Result(others, notCompared, differences);
    }

    /** Whether the rows of a table cannot be compared, because its schema differs. */
    boolean hasFatal() {
      return differences.stream().anyMatch(SchemaDifference::isFatal);
    }
  }

  private final DescribedSchema expected;
  private final DescribedSchema actual;
  private final TableChoice choice;
  private final boolean sameDialect;
  private final List<SchemaDifference> differences = new ArrayList<>();

  private SchemaComparison(DescribedSchema expected, DescribedSchema actual, TableChoice choice) {
    this.expected = expected;
    this.actual = actual;
    this.choice = choice;
    this.sameDialect = expected.schema().getDialect() == actual.schema().getDialect();
  }

  /**
   * Compares two schemas.
   *
   * @param expected that of the reference
   * @param actual that of the checked database
   */
  static Result compare(DescribedSchema expected, DescribedSchema actual, TableChoice choice) {
    return new SchemaComparison(expected, actual, choice).compare();
  }

  private Result compare() {
    List<TableComparison> tables = new ArrayList<>();
    Set<String> notCompared = new TreeSet<>();
    Set<String> found = new HashSet<>();
    for (Table table : expected.schema().getTables()) {
      Optional<Table> other = actual.schema().findTable(table.getName());
      other.ifPresent(same -> found.add(same.getName()));
      if (!choice.has(table.getName())) {
        continue;
      }
      int before = differences.size();
      if (other.isEmpty()) {
        add(table.getName(), Part.TABLE, "", "present", null);
      } else {
        compare(table, other.get());
      }
      if (differences.stream().skip(before).anyMatch(SchemaDifference::isFatal)) {
        notCompared.add(table.getName());
      } else {
        tables.add(rows(table, other.orElseThrow()));
      }
    }
    for (Table table : actual.schema().getTables()) {
      if (!found.contains(table.getName()) && choice.has(table.getName())) {
        add(table.getName(), Part.TABLE, "", null, "present");
        notCompared.add(table.getName());
      }
    }
    return new Result(
        ImmutableList.copyOf(tables),
        ImmutableList.copyOf(notCompared),
        ImmutableList.copyOf(differences));
  }

  private TableComparison rows(Table reference, Table checked) {
    return TableComparison.of(
            expected.schema().getDialect(), reference, actual.schema().getDialect(), checked)
        .withIgnoredColumns(
            reference.getColumns().stream()
                .map(Column::getName)
                .filter(column -> choice.ignores(reference.getName(), column))
                .toList());
  }

  private void compare(Table reference, Table checked) {
    String name = reference.getName();
    compareColumns(reference, checked);
    if (!TableComparison.haveSameKey(reference, checked)) {
      // A key of another type is a column of another type, which has been found.
      if (!columnsOf(reference).equalsIgnoreCase(columnsOf(checked))) {
        add(name, Part.KEY, "", columnsOf(reference), columnsOf(checked));
      }
    } else if (!directions(reference).equals(directions(checked))) {
      add(name, Part.KEY_DIRECTION, "", directions(reference), directions(checked));
    }
    differing(name, Part.INDEX, TableParts.indexes(reference), TableParts.indexes(checked));
    expected
        .definitionOf(name)
        .ifPresent(
            first ->
                actual
                    .definitionOf(checked.getName())
                    .ifPresent(
                        second -> {
                          for (Part part : TableParts.OF_DEFINITIONS) {
                            differing(
                                name,
                                part,
                                TableParts.of(part, first, sameDialect),
                                TableParts.of(part, second, sameDialect));
                          }
                        }));
  }

  private void compareColumns(Table reference, Table checked) {
    String table = reference.getName();
    Set<String> found = new HashSet<>();
    for (Column column : reference.getColumns()) {
      Optional<Column> other =
          Identifiers.find(checked.getColumns(), Column::getName, column.getName());
      other.ifPresent(same -> found.add(same.getName()));
      if (choice.ignores(table, column.getName())) {
        continue;
      }
      if (other.isEmpty()) {
        add(table, Part.COLUMN, column.getName(), column.getTypeName(), null);
      } else {
        compare(table, column, other.get());
      }
    }
    for (Column column : checked.getColumns()) {
      if (!found.contains(column.getName()) && !choice.ignores(table, column.getName())) {
        add(table, Part.COLUMN, column.getName(), null, column.getTypeName());
      }
    }
  }

  private void compare(String table, Column first, Column second) {
    boolean sameType =
        (first.isTypeKnown() && second.isTypeKnown())
            ? ComparableTypes.areComparable(first.getType(), second.getType())
            : first.getTypeName().equalsIgnoreCase(second.getTypeName());
    if (!sameType) {
      add(table, Part.TYPE, first.getName(), first.getTypeName(), second.getTypeName());
    } else if (!first.getMaxLength().equals(second.getMaxLength())) {
      add(table, Part.LENGTH, first.getName(), length(first), length(second));
    }
    if (first.isNullable() != second.isNullable()) {
      add(table, Part.NULLABILITY, first.getName(), nullability(first), nullability(second));
    }
  }

  private static String length(Column column) {
    OptionalLong length = column.getMaxLength();
    return length.isPresent() ? String.valueOf(length.getAsLong()) : "MAX";
  }

  private static String nullability(Column column) {
    return column.isNullable() ? "nullable" : "NOT NULL";
  }

  private static String columnsOf(Table table) {
    return table.getPrimaryKey().stream()
        .map(KeyPart::getColumn)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String directions(Table table) {
    return table.getPrimaryKey().stream()
        .map(part -> part.getOrder().name())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** Adds the parts that one side has and the other has not, or has otherwise. */
  private void differing(
      String table, Part part, Map<String, String> reference, Map<String, String> checked) {
    Set<String> names = new TreeSet<>(reference.keySet());
    names.addAll(checked.keySet());
    for (String name : names) {
      @Nullable String first = reference.get(name);
      @Nullable String second = checked.get(name);
      if (first == null || second == null || !first.equals(second)) {
        add(table, part, name, first, second);
      }
    }
  }

  private void add(
      String table, Part part, String name, @Nullable String first, @Nullable String second) {
    differences.add(new SchemaDifference(table, part, name, first, second));
  }
}
