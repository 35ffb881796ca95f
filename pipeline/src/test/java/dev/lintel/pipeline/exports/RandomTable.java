package dev.lintel.pipeline.exports;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of a {@link RandomDatabase}.
 *
 * @param key all parts, those of the parent first
 * @param values the other columns
 * @param indexes DDL
 */
record RandomTable(
    String name,
    boolean postgreSql,
    Optional<RandomTable> parent,
    List<KeyPart> key,
    List<RandomColumn> values,
    List<String> indexes) {

  /** PostgreSQL's keys have no order. */
  record KeyPart(RandomColumn column, boolean descending) {}

  String ddl() {
    Stream<String> columns =
        columns().stream()
            .map(
                column ->
                    "%s %s%s"
                        .formatted(
                            quoted(column.name()),
                            column.typeName(),
                            column.nullable() ? "" : " NOT NULL"));
    Stream<String> foreignKeys =
        values.stream()
            .filter(column -> column.references().isPresent())
            .map(
                column -> {
                  RandomTable table = column.references().get();
                  return "FOREIGN KEY (%s) REFERENCES %s (%s)"
                      .formatted(
                          quoted(column.name()),
                          quoted(table.name),
                          quoted(table.key.get(0).column.name()));
                });
    String elements =
        Stream.concat(columns, foreignKeys).collect(Collectors.joining(",\n  ", "\n  ", ""));
    String parts =
        key.stream()
            .map(part -> quoted(part.column.name()) + (part.descending ? " DESC" : ""))
            .collect(Collectors.joining(", "));
    String interleaved =
        parent
            .map(table -> (postgreSql ? " " : ", ") + "INTERLEAVE IN PARENT " + quoted(table.name))
            .map(clause -> clause + (values.size() % 2 == 0 ? " ON DELETE CASCADE" : ""))
            .orElse("");
    return postgreSql
        ? "CREATE TABLE %s (%s,\n  PRIMARY KEY (%s))%s"
            .formatted(quoted(name), elements, parts, interleaved)
        : "CREATE TABLE %s (%s) PRIMARY KEY (%s)%s"
            .formatted(quoted(name), elements, parts, interleaved);
  }

  String quoted(String identifier) {
    return postgreSql ? '"' + identifier.replace("\"", "\"\"") + '"' : "`" + identifier + "`";
  }

  List<RandomColumn> columns() {
    return Stream.concat(key.stream().map(KeyPart::column), values.stream()).toList();
  }

  /**
   * Random rows, each as the values of its columns; some may have the same key.
   *
   * @param others the rows of the tables that this one needs
   */
  List<Map<String, Value>> randomRows(
      Map<RandomTable, List<Map<String, Value>>> others, Random random) {
    List<Map<String, Value>> rows = new ArrayList<>();
    int count = random.nextInt(4) == 0 ? random.nextInt(2) : 2 + random.nextInt(12);
    if (parent.isPresent() && others.get(parent.get()).isEmpty()) {
      return rows;
    }
    for (int i = 0; i < count; i++) {
      Map<String, Value> row = new LinkedHashMap<>();
      for (RandomColumn column : columns()) {
        row.put(column.name(), column.randomValue(random));
      }
      parent.ifPresent(
          table -> {
            Map<String, Value> above = RandomColumn.oneOf(others.get(table), random);
            table.key.forEach(part -> row.put(part.column.name(), above.get(part.column.name())));
          });
      for (RandomColumn column : values) {
        column
            .references()
            .ifPresent(
                table -> {
                  List<Map<String, Value>> referenced = others.get(table);
                  String part = table.key.get(0).column.name();
                  row.put(
                      column.name(),
                      referenced.isEmpty() || random.nextInt(4) == 0
                          ? column.nullValue()
                          : RandomColumn.oneOf(referenced, random).get(part));
                });
      }
      rows.add(row);
    }
    return rows;
  }

  Mutation mutation(Map<String, Value> row) {
    Mutation.WriteBuilder write = Mutation.newInsertOrUpdateBuilder(name);
    row.forEach((column, value) -> write.set(column).to(value));
    return write.build();
  }
}
