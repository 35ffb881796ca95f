package dev.lintel.pipeline.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import dev.lintel.compare.ColumnDifference;
import dev.lintel.compare.ComparedSide;
import dev.lintel.compare.RowDifference;
import dev.lintel.compare.TableComparison;
import dev.lintel.convert.StrictJson;
import dev.lintel.convert.ValueToJson;
import dev.lintel.schema.Column;
import java.util.List;
import java.util.Locale;

/**
 * Writes what differs as lines of JSON; {@link ValueToJson} says how values are spelled. Pure.
 *
 * <ul>
 *   <li>A row: {@code {"kind": "changed", "key": {…}, "columns": {"Name": {"expected": …, "actual":
 *       …}}}}, or {@code {"kind": "missing" or "extra", "key": {…}, "row": {…}}}.
 *   <li>A schema: {@code {"table": …, "part": …, "name": …, "expected": …, "actual": …,
 *       "rowsCompared": …}}, where null stands for what a side lacks.
 * </ul>
 */
final class DifferenceJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private DifferenceJson() {}

  /** A row that differs, with the names of the reference. */
  static String lineOf(RowDifference difference, TableComparison table) {
    ObjectNode line = NODES.objectNode();
    line.put("kind", difference.getKind().name().toLowerCase(Locale.ROOT));
    Struct row = difference.getExpected().or(difference::getActual).orElseThrow();
    line.set("key", key(row, table, table.getExpected()));
    if (difference.getKind() == RowDifference.Kind.CHANGED) {
      ObjectNode columns = line.putObject("columns");
      for (ColumnDifference column : difference.getColumns()) {
        ObjectNode values = columns.putObject(column.column());
        values.set("expected", ValueToJson.convert(column.expected()));
        values.set("actual", ValueToJson.convert(column.actual()));
      }
    } else {
      ObjectNode values = line.putObject("row");
      List<String> names = table.getExpected().columnNames();
      for (int i = 0; i < names.size(); i++) {
        values.set(names.get(i), ValueToJson.convert(row.getValue(i)));
      }
    }
    return StrictJson.write(line);
  }

  /** The row of the reference as a record that an import into the checked database reads. */
  static String rowToImport(Struct expected, TableComparison table) {
    ObjectNode record = NODES.objectNode();
    List<Column> columns = table.getActual().columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isWritable()) {
        record.set(columns.get(i).getName(), ValueToJson.convert(expected.getValue(i)));
      }
    }
    return StrictJson.write(record);
  }

  /** The key of a row of the checked database as a record that a purge reads. */
  static String keyToPurge(Struct actual, TableComparison table) {
    return StrictJson.write(key(actual, table, table.getActual()));
  }

  private static ObjectNode key(Struct row, TableComparison table, ComparedSide side) {
    ObjectNode key = NODES.objectNode();
    for (int position : table.getKeyPositions()) {
      key.set(side.columns().get(position).getName(), ValueToJson.convert(row.getValue(position)));
    }
    return key;
  }

  /** The differences of schemas, a line each. */
  static ImmutableList<String> linesOf(List<SchemaDifference> differences) {
    return differences.stream()
        .map(
            difference ->
                StrictJson.write(
                    NODES
                        .objectNode()
                        .put("table", difference.table())
                        .put("part", difference.part().text())
                        .put("name", difference.name())
                        .put("expected", difference.expected())
                        .put("actual", difference.actual())
                        .put("rowsCompared", !difference.isFatal())))
        .collect(ImmutableList.toImmutableList());
  }
}
