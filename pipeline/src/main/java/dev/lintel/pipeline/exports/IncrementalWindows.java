package dev.lintel.pipeline.exports;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Type;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.exports.ExportTable.Since;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which rows of each table an incremental export takes: those written after some time. */
final class IncrementalWindows {
  private static final String OPTION = "--watermarkColumn";

  private final ExportOptions options;
  private final Problems problems;

  private IncrementalWindows(ExportOptions options, Problems problems) {
    this.options = options;
    this.problems = problems;
  }

  /**
   * The windows of these tables; a table without one is exported whole.
   *
   * @param since from when on rows of a table are taken; empty for all of them
   * @param problems takes columns that are unknown or no commit timestamps, tables of several such
   *     columns, and those without one if that is to be refused
   */
  static ImmutableMap<String, Since> of(
      DatabaseSchema schema,
      List<Table> tables,
      ExportOptions options,
      Function<Table, Optional<Timestamp>> since,
      Problems problems) {
    var windows = new IncrementalWindows(options, problems);
    if (options.getSince() == null) {
      return ImmutableMap.of();
    }
    Map<String, Column> named = windows.named(schema, tables);
    ImmutableMap.Builder<String, Since> all = ImmutableMap.builder();
    for (Table table : tables) {
      Optional<Column> column =
          Optional.ofNullable(named.get(table.getName())).or(() -> windows.only(table));
      Optional<Timestamp> time = since.apply(table);
      if (column.isPresent() && time.isPresent()) {
        all.put(table.getName(), new Since(column.get().getName(), time.get().toString()));
      }
    }
    return all.buildOrThrow();
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

  private static boolean isCommitTimestamp(Column column) {
    return column.isCommitTimestampAllowed() && column.getType().getCode() == Type.Code.TIMESTAMP;
  }

  private Optional<Column> only(Table table) {
    List<Column> candidates =
        table.getColumns().stream().filter(IncrementalWindows::isCommitTimestamp).toList();
    if (candidates.size() > 1) {
      problems.add(
          "--since: table %s has several commit-timestamp columns, %s; name the one that every"
                  .formatted(table.getName(), candidates.stream().map(Column::getName).toList())
              + " write sets with "
              + OPTION);
      return Optional.empty();
    }
    if (candidates.isEmpty() && options.getRequireWatermark()) {
      problems.add(
          "--requireWatermark: table %s has no commit-timestamp column".formatted(table.getName()));
    }
    return candidates.stream().findFirst();
  }
}
