package dev.lintel.pipeline.exports;

import com.google.cloud.spanner.Type;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which commit-timestamp column of each table says when a row was written. */
final class WatermarkColumns {
  private static final String OPTION = "--watermarkColumn";

  private final ExportOptions options;
  private final Problems problems;

  private WatermarkColumns(ExportOptions options, Problems problems) {
    this.options = options;
    this.problems = problems;
  }

  /**
   * The column of each of these tables, by the name of the table: the one that the options name, or
   * else the only one of the table.
   *
   * @param problems takes, for an incremental export, columns that are unknown or no commit
   *     timestamps, tables of several such columns, and those without one if that is to be refused
   */
  static ImmutableMap<String, String> of(
      DatabaseSchema schema, List<Table> tables, ExportOptions options, Problems problems) {
    var columns = new WatermarkColumns(options, problems);
    Map<String, Column> named = columns.named(schema, tables);
    ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
    for (Table table : tables) {
      Optional.ofNullable(named.get(table.getName()))
          .or(() -> columns.only(table))
          .ifPresent(column -> all.put(table.getName(), column.getName()));
    }
    return all.buildOrThrow();
  }

  /** The columns of a table that can say when a row was written. */
  static ImmutableList<Column> candidates(Table table) {
    return table.getColumns().stream()
        .filter(WatermarkColumns::isCommitTimestamp)
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isCommitTimestamp(Column column) {
    return column.isCommitTimestampAllowed() && column.getType().getCode() == Type.Code.TIMESTAMP;
  }

  private Map<String, Column> named(DatabaseSchema schema, List<Table> tables) {
    Map<String, Column> named = new HashMap<>();
    String value = Optional.ofNullable(options.getWatermarkColumn()).orElse("");
    for (String name : Splitter.on(',').trimResults().omitEmptyStrings().split(value)) {
      int dot = name.lastIndexOf('.');
      Optional<Table> table = dot < 0 ? Optional.empty() : schema.findTable(name.substring(0, dot));
      if (table.isEmpty()) {
        problems.add("%s: %s is no Table.Column of the database".formatted(OPTION, name));
        continue;
      }
      Optional<Column> column = table.get().findColumn(name.substring(dot + 1));
      if (column.isEmpty()) {
        problems.add(
            "%s: table %s has no column %s"
                .formatted(OPTION, table.get().getName(), name.substring(dot + 1)));
      } else if (!isCommitTimestamp(column.get())) {
        problems.add(
            "%s: %s is no commit-timestamp column (TIMESTAMP with allow_commit_timestamp), so it"
                    .formatted(OPTION, name)
                + " does not say when a row was written");
      } else if (!tables.contains(table.get())) {
        problems.add("%s: %s is not exported".formatted(OPTION, table.get().getName()));
      } else if (named.put(table.get().getName(), column.get()) != null) {
        problems.add("%s names two columns of %s".formatted(OPTION, table.get().getName()));
      }
    }
    return named;
  }

  private Optional<Column> only(Table table) {
    ImmutableList<Column> candidates = candidates(table);
    if (candidates.size() > 1) {
      if (options.getSince() != null) {
        problems.add(
            "--since: table %s has several commit-timestamp columns, %s; name the one that every"
                    .formatted(table.getName(), candidates.stream().map(Column::getName).toList())
                + " write sets with "
                + OPTION);
      }
      return Optional.empty();
    }
    // The command line accepts the option only together with --since.
    if (candidates.isEmpty() && options.getRequireWatermark()) {
      problems.add(
          "--requireWatermark: table %s has no commit-timestamp column".formatted(table.getName()));
    }
    return candidates.stream().findFirst();
  }
}
