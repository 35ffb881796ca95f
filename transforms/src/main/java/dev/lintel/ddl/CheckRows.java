package dev.lintel.ddl;

import com.google.common.collect.ImmutableListMultimap;
import dev.lintel.schema.InformationSchema;
import dev.lintel.schema.InformationSchema.Row;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads check constraints from INFORMATION_SCHEMA. */
final class CheckRows {

  /**
   * The prefix of the constraints that the server creates for NOT NULL; the DDL does not have them.
   */
  private static final String NOT_NULL = "CK_IS_NOT_NULL_";

  private CheckRows() {}

  /** Returns the constraints by the qualified name of their table, sorted by name. */
  static ImmutableListMultimap<String, CheckDefinition> read(InformationSchema views) {
    record Constraint(String schema, String name) {}

    Map<Constraint, String> expressions = new HashMap<>();
    for (Row row : views.rows("check_constraints")) {
      expressions.put(
          new Constraint(row.text("constraint_schema"), row.text("constraint_name")),
          row.text("check_clause"));
    }
    ImmutableListMultimap.Builder<String, CheckDefinition> checks = ImmutableListMultimap.builder();
    views.rows("table_constraints").stream()
        .sorted(Comparator.comparing(row -> row.text("constraint_name")))
        .forEach(
            row -> {
              String name = row.text("constraint_name");
              String expression =
                  expressions.get(new Constraint(row.text("constraint_schema"), name));
              if (expression != null && !name.startsWith(NOT_NULL)) {
                checks.put(
                    views.tableName(row), new CheckDefinition(Optional.of(name), expression));
              }
            });
    return checks.build();
  }
}
