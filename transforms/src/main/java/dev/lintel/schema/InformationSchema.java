package dev.lintel.schema;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the INFORMATION_SCHEMA views. Views and columns have lower-case names in both dialects.
 * Whole rows are read, because servers differ in their columns: a missing column reads as null, a
 * missing view as empty. As thread-safe as the {@link ReadContext}.
 */
public final class InformationSchema {

  private static final ImmutableSet<String> SYSTEM_SCHEMAS =
      ImmutableSet.of("information_schema", "spanner_sys", "pg_catalog");

  private final ReadContext context;
  private final Dialect dialect;
  private final ImmutableList<Row> tables;
  private final ImmutableSet<String> views;

  /** Queries the list of tables and views with the context, which later calls also use. */
  public InformationSchema(ReadContext context, Dialect dialect) {
    this.context = context;
    this.dialect = dialect;
    ImmutableList<Row> all = query("SELECT * FROM information_schema.tables");
    this.tables = all.stream().filter(row -> !isSystem(row)).collect(toImmutableList());
    this.views =
        all.stream()
            .filter(row -> row.text("table_schema").equalsIgnoreCase("information_schema"))
            .map(row -> row.text("table_name").toLowerCase(Locale.ROOT))
            .collect(ImmutableSet.toImmutableSet());
  }

  /** Returns the SQL dialect of the database. */
  public Dialect dialect() {
    return dialect;
  }

  /** Returns the tables and views of the user schemas. */
  ImmutableList<Row> tables() {
    return tables;
  }

  /** Returns the rows of a view that describe objects of user schemas. */
  public ImmutableList<Row> rows(String view) {
    return rows(view, "table_schema");
  }

  /** As {@link #rows(String)}, for a view whose schema column has another name. */
  public ImmutableList<Row> rows(String view, String schemaColumn) {
    if (!views.contains(view)) {
      return ImmutableList.of();
    }
    return query(
        """
        SELECT * FROM information_schema.%s AS v
        WHERE LOWER(v.%s) NOT IN ('information_schema', 'spanner_sys', 'pg_catalog')
        """
            .formatted(view, schemaColumn));
  }

  /** Returns the name as users write it: without the schema if that is the default schema. */
  String qualify(String schema, String name) {
    boolean isDefault = dialect == Dialect.POSTGRESQL ? schema.equals("public") : schema.isEmpty();
    return isDefault ? name : schema + "." + name;
  }

  /** Returns the qualified name of the table that a row describes. */
  public String tableName(Row row) {
    return qualify(row.text("table_schema"), row.text("table_name"));
  }

  private static boolean isSystem(Row row) {
    return SYSTEM_SCHEMAS.contains(row.text("table_schema").toLowerCase(Locale.ROOT));
  }

  private ImmutableList<Row> query(String sql) {
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    try (ResultSet result = context.executeQuery(Statement.of(sql))) {
      while (result.next()) {
        rows.add(new Row(result.getCurrentRowAsStruct()));
      }
    }
    return rows.build();
  }

  /** One row of a view. */
  public record Row(Struct struct) {

    /** Returns the text in the column; empty if it is null or the server lacks the column. */
    public Optional<String> find(String column) {
      int index = indexOf(column);
      return index < 0 || struct.isNull(index)
          ? Optional.empty()
          : Optional.of(struct.getValue(index).getAsString());
    }

    /** As {@link #find}, with an empty text in place of no text. */
    public String text(String column) {
      return find(column).orElse("");
    }

    /** Returns the number in the column; empty if it is null or the server lacks the column. */
    OptionalLong number(String column) {
      return find(column).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /**
     * Returns true for a true BOOL of GoogleSQL, and for the YES of PostgreSQL and standard
     * columns.
     */
    public boolean flag(String column) {
      String text = text(column);
      return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("YES");
    }

    private int indexOf(String column) {
      int index = 0;
      for (Type.StructField field : struct.getType().getStructFields()) {
        if (field.getName().equalsIgnoreCase(column)) {
          return index;
        }
        index++;
      }
      return -1;
    }
  }
}
