package dev.lintel.schema;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.SpannerExceptionFactory;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.grpc.Context;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reads the INFORMATION_SCHEMA views. Views and columns have lower-case names in both dialects.
 * Whole rows are read, because servers differ in their columns: a missing column reads as null, a
 * missing view as empty. As thread-safe as the {@link ReadContext}.
 */
public final class InformationSchema {

  private static final ImmutableSet<String> SYSTEM_SCHEMAS =
      ImmutableSet.of("information_schema", "spanner_sys", "pg_catalog");

  /** The column with the schema, in the views in which it is not table_schema. */
  private static final ImmutableMap<String, String> SCHEMA_COLUMNS =
      ImmutableMap.of(
          "referential_constraints", "constraint_schema",
          "check_constraints", "constraint_schema",
          "schemata", "schema_name");

  /** Threads of queries at the same time; they end soon, because a schema is seldom read. */
  private static final Executor THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            var thread = new Thread(task, "lintel-schema");
            thread.setDaemon(true);
            return thread;
          });

  private final ReadContext context;
  private final Dialect dialect;
  private final ImmutableList<Row> tables;
  private final ImmutableSet<String> views;
  private final Map<String, CompletableFuture<ImmutableList<Row>>> asked =
      new ConcurrentHashMap<>();

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

  /**
   * Asks for views at the same time, so that {@link #rows} waits for the slowest of them, and not
   * for one after the other. The queries are within the deadline of the caller.
   */
  public void ask(String... names) {
    Executor threads = Context.currentContextExecutor(THREADS);
    for (String name : names) {
      asked.computeIfAbsent(
          name, view -> CompletableFuture.supplyAsync(() -> queryView(view), threads));
    }
  }

  /** Returns the rows of a view that describe objects of user schemas. */
  public ImmutableList<Row> rows(String view) {
    CompletableFuture<ImmutableList<Row>> rows = asked.get(view);
    if (rows == null) {
      return queryView(view);
    }
    try {
      return rows.get();
    } catch (InterruptedException e) {
      // As the client's own requests do.
      throw SpannerExceptionFactory.propagateInterrupt(e);
    } catch (ExecutionException e) {
      Throwables.throwIfUnchecked(e.getCause());
      throw new IllegalStateException(e.getCause());
    }
  }

  private ImmutableList<Row> queryView(String view) {
    if (!views.contains(view)) {
      return ImmutableList.of();
    }
    return query(
        """
        SELECT * FROM information_schema.%s AS v
        WHERE LOWER(v.%s) NOT IN ('information_schema', 'spanner_sys', 'pg_catalog')
        """
            .formatted(view, SCHEMA_COLUMNS.getOrDefault(view, "table_schema")));
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
