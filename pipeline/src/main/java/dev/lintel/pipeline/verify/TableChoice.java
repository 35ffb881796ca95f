package dev.lintel.pipeline.verify;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Which tables and columns are compared. Names are found in any letter case.
 *
 * @param tables in lower case; empty for all
 * @param ignored {@code table.column} in lower case
 */
record TableChoice(ImmutableSet<String> tables, ImmutableSet<String> ignored) {

  /**
   * The choice of the options.
   *
   * @param problems takes names that neither side has, and columns that cannot be ignored
   */
  static TableChoice of(
      VerifyOptions options, DatabaseSchema expected, DatabaseSchema actual, Problems problems) {
    return new Reader(List.of(expected, actual), problems).read(options);
  }

  /** Whether a table is compared. */
  boolean has(String table) {
    return tables.isEmpty() || tables.contains(lower(table));
  }

  /** Whether a column is left out. */
  boolean ignores(String table, String column) {
    return ignored.contains(lower(table) + "." + lower(column));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private record Reader(List<DatabaseSchema> sides, Problems problems) {

    TableChoice read(VerifyOptions options) {
      Set<String> tables = new TreeSet<>();
      List<String> names = split(options.getTableNames());
      for (String name : names) {
        if (tables(name).isEmpty()) {
          problems.add(
              "--tableNames: neither side has a table %s%s".formatted(name, nearestTable(name)));
        }
        tables.add(lower(name));
      }
      if (options.getTableNames() != null && names.isEmpty()) {
        problems.add("--tableNames names no table");
      }
      ImmutableSet<String> ignored =
          split(options.getIgnoreColumns()).stream()
              .flatMap(name -> ignored(name).stream())
              .collect(toImmutableSet());
      return new TableChoice(ImmutableSet.copyOf(tables), ignored);
    }

    private Optional<String> ignored(String name) {
      int dot = name.lastIndexOf('.');
      if (dot <= 0 || dot == name.length() - 1) {
        problems.add("--ignoreColumns: %s is not of the form Table.Column".formatted(name));
        return Optional.empty();
      }
      String table = name.substring(0, dot);
      String column = name.substring(dot + 1);
      List<Table> tables = tables(table);
      if (tables.isEmpty()) {
        problems.add(
            "--ignoreColumns: neither side has a table %s%s".formatted(table, nearestTable(table)));
        return Optional.empty();
      }
      if (tables.stream().noneMatch(found -> found.findColumn(column).isPresent())) {
        problems.add(
            "--ignoreColumns: table %s has no column %s%s"
                .formatted(table, column, nearestColumn(tables, column)));
      } else if (tables.stream().anyMatch(found -> isKey(found, column))) {
        problems.add(
            "--ignoreColumns: %s is in the primary key, by which rows are compared"
                .formatted(name));
      }
      return Optional.of(lower(name));
    }

    private static boolean isKey(Table table, String column) {
      return table.getPrimaryKey().stream()
          .anyMatch(part -> part.getColumn().equalsIgnoreCase(column));
    }

    private List<Table> tables(String name) {
      return sides.stream().flatMap(side -> side.findTable(name).stream()).toList();
    }

    private String nearestTable(String name) {
      return nearest(
          name, sides.stream().flatMap(side -> side.getTables().stream()).map(Table::getName));
    }

    private static String nearestColumn(List<Table> tables, String name) {
      return nearest(
          name, tables.stream().flatMap(table -> table.getColumns().stream()).map(Column::getName));
    }

    private static String nearest(String name, Stream<String> known) {
      return Nearest.to(name)
          .among(known.distinct().toList())
          .map(other -> "; did you mean " + other + "?")
          .orElse("");
    }

    private static List<String> split(@Nullable String names) {
      return names == null
          ? new ArrayList<>()
          : Splitter.on(',').trimResults().omitEmptyStrings().splitToList(names);
    }
  }
}
