package dev.lintel.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.ResultSets;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Iterables;
import com.google.common.collect.ListMultimap;
import dev.lintel.schema.Table.OnDelete;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Servers that differ from the emulator: with views and columns it lacks, and without some it has.
 */
class SchemaReaderTest {

  private static final Pattern VIEW = Pattern.compile("FROM information_schema\\.(\\w+)");

  /** The rows of each view; the server does not have a view without rows. */
  private final ListMultimap<String, Map<String, String>> views = ArrayListMultimap.create();

  @Test
  void givenAServerWithoutNewerColumnsAndViews_readsTheRest() {
    add("tables", "table_schema", "", "table_name", "Parent");
    add("tables", "table_schema", "", "table_name", "Child", "parent_table_name", "Parent");
    add("tables", "table_schema", "SPANNER_SYS", "table_name", "QUERY_STATS");
    addColumn("Parent", "A", "INT64");
    addColumn("Child", "A", "INT64");
    addKeyPart("Parent", "A");
    addKeyPart("Child", "A");

    DatabaseSchema schema = read();

    Column column =
        Column.builder()
            .setName("A")
            .setType(Type.int64())
            .setTypeName("INT64")
            .setNullable(true)
            .build();
    Table parent =
        Table.builder()
            .setName("Parent")
            .setColumns(List.of(column))
            .setPrimaryKey(List.of(KeyPart.ascending("A")))
            .build();
    assertThat(schema.getTables())
        .containsExactly(
            parent.toBuilder().setName("Child").setParent("Parent", OnDelete.NO_ACTION).build(),
            parent);
  }

  @Test
  void givenInterleaveInWithoutParent_hasNoParent() {
    add("tables", "table_schema", "", "table_name", "Parent", "interleave_type", null);
    add(
        "tables",
        "table_schema",
        "",
        "table_name",
        "Child",
        "parent_table_name",
        "Parent",
        "interleave_type",
        "IN");

    assertThat(read().findTable("Child").orElseThrow().getParent()).isEmpty();
  }

  @Test
  void givenAnIdentityColumn_hasADefault() {
    add("tables", "table_schema", "", "table_name", "T");
    add(
        "columns",
        "table_schema",
        "",
        "table_name",
        "T",
        "column_name",
        "Id",
        "spanner_type",
        "INT64",
        "is_nullable",
        "NO",
        "is_identity",
        "YES");

    Column column = Iterables.getOnlyElement(Tables.only(read()).getColumns());
    assertThat(column.getSource()).isEqualTo(Column.Source.DEFAULT);
    assertThat(column.isNullable()).isFalse();
  }

  @Test
  void givenATableWithoutAPrimaryKey_whoseHiddenColumnIsNotListed_rowsCanBeSorted() {
    add("tables", "table_schema", "", "table_name", "T");
    addColumn("T", "Id", "UUID");
    addKeyPart("T", "rowid");

    Table table = Tables.only(read());
    assertThat(table.getPrimaryKey()).containsExactly(KeyPart.ascending("rowid"));
    assertThat(Iterables.getOnlyElement(table.getColumns()).getType()).isEqualTo(Type.uuid());
    KeyOrder order = KeyOrder.of(table);
    assertThat(order.sortKey(Mutation.newInsertBuilder("T").set("Id").to(new UUID(1, 2)).build()))
        .as("rows with a key that the server makes have one place")
        .isEqualTo(
            order.sortKey(Mutation.newInsertBuilder("T").set("Id").to(new UUID(3, 4)).build()));
  }

  @Test
  void leavesOutTablesThatASchemaChangeIsStillBuilding() {
    add("tables", "table_schema", "", "table_name", "T", "spanner_state", "COMMITTED");
    add("tables", "table_schema", "", "table_name", "U", "spanner_state", "WAITING_FOR_COMMIT");
    add("tables", "table_schema", "", "table_name", "V", "table_type", "VIEW");

    assertThat(read().getTables()).extracting(Table::getName).containsExactly("T");
  }

  @Test
  void givenAForeignKeyThatCascades_hasThatAction() {
    add("tables", "table_schema", "", "table_name", "T");
    addConstraint("FK", "T", "PK_U", "CASCADE");
    addKeyColumn("FK", "T", "X", "1", "1");
    addKeyColumn("PK_U", "U", "A", "1", null);

    assertThat(Tables.only(read()).getForeignKeys())
        .extracting(ForeignKey::getOnDelete)
        .containsExactly(Table.OnDelete.CASCADE);
  }

  @Test
  void givenAForeignKeyInAnotherOrderThanTheReferencedKey_pairsTheColumns() {
    add("tables", "table_schema", "", "table_name", "T");
    addConstraint("FK", "T", "PK_U");
    addKeyColumn("FK", "T", "X", "1", "2");
    addKeyColumn("FK", "T", "Y", "2", "1");
    addKeyColumn("PK_U", "U", "A", "1", null);
    addKeyColumn("PK_U", "U", "B", "2", null);

    assertThat(Tables.only(read()).getForeignKeys())
        .containsExactly(ForeignKey.of("FK", List.of("X", "Y"), "U", List.of("B", "A")));
  }

  @Test
  void givenAForeignKeyWithAHiddenReferencedKey_theMessageSaysSo() {
    add("tables", "table_schema", "", "table_name", "T");
    addConstraint("FK", "T", "PK_U");
    addKeyColumn("FK", "T", "X", "1", "1");

    assertThatThrownBy(this::read)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("INFORMATION_SCHEMA does not show the referenced key of the foreign key FK");
  }

  @Test
  void givenAnUnknownType_theColumnIsThereAndCannotBeUsed() {
    add("tables", "table_schema", "", "table_name", "T");
    addColumn("T", "A", "GEOGRAPHY");

    Column column = Tables.only(read()).getColumns().get(0);
    assertThat(column.getTypeName()).isEqualTo("GEOGRAPHY");
    assertThat(column.isTypeKnown()).isFalse();
    assertThat(column.isReadable()).isFalse();
    assertThat(column.isWritable()).isFalse();
  }

  @Test
  void givenAViewWithATypeThatNoTableHas_readsTheTables() {
    add("tables", "table_schema", "", "table_name", "T", "table_type", "BASE TABLE");
    add("tables", "table_schema", "", "table_name", "V", "table_type", "VIEW");
    addColumn("T", "A", "INT64");
    addColumn("V", "S", "STRUCT<A INT64>");

    assertThat(Tables.only(read()).getColumns()).extracting(Column::getName).containsExactly("A");
  }

  private void addColumn(String table, String column, String type) {
    add(
        "columns",
        "table_schema",
        "",
        "table_name",
        table,
        "column_name",
        column,
        "ordinal_position",
        "1",
        "is_nullable",
        "YES",
        "spanner_type",
        type);
  }

  private void addKeyPart(String table, String column) {
    add(
        "index_columns",
        "table_schema",
        "",
        "table_name",
        table,
        "index_name",
        "PRIMARY_KEY",
        "index_type",
        "PRIMARY_KEY",
        "column_name",
        column,
        "ordinal_position",
        "1",
        "column_ordering",
        "ASC");
  }

  private void addConstraint(String name, String table, String referencedKey) {
    addConstraint(name, table, referencedKey, "NO ACTION");
  }

  private void addConstraint(String name, String table, String referencedKey, String deleteRule) {
    add(
        "referential_constraints",
        "constraint_schema",
        "",
        "constraint_name",
        name,
        "table_name",
        table,
        "unique_constraint_schema",
        "",
        "unique_constraint_name",
        referencedKey,
        "delete_rule",
        deleteRule);
  }

  private void addKeyColumn(
      String constraint, String table, String column, String ordinal, String position) {
    add(
        "key_column_usage",
        "constraint_schema",
        "",
        "constraint_name",
        constraint,
        "table_schema",
        "",
        "table_name",
        table,
        "column_name",
        column,
        "ordinal_position",
        ordinal,
        "position_in_unique_constraint",
        position);
  }

  private void add(String view, String... columnsAndValues) {
    Map<String, String> row = new TreeMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      row.put(columnsAndValues[i], columnsAndValues[i + 1]);
    }
    views.put(view, row);
  }

  private DatabaseSchema read() {
    for (String view : List.copyOf(views.keySet())) {
      add(
          "tables",
          "table_schema",
          "INFORMATION_SCHEMA",
          "table_name",
          view.toUpperCase(Locale.ROOT));
    }
    return SchemaReader.read(context(), Dialect.GOOGLE_STANDARD_SQL);
  }

  /** A server with only these views, and only the columns that appear in their rows. */
  private ReadContext context() {
    return (ReadContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ReadContext.class},
            (proxy, method, arguments) -> {
              Matcher view = VIEW.matcher(((Statement) arguments[0]).getSql());
              if (!view.find() || !views.containsKey(view.group(1))) {
                throw new IllegalArgumentException("No such view: " + arguments[0]);
              }
              return rows(views.get(view.group(1)));
            });
  }

  private static ResultSet rows(List<Map<String, String>> rows) {
    Set<String> columns = new TreeSet<>();
    rows.forEach(row -> columns.addAll(row.keySet()));
    List<Struct> structs = new ArrayList<>();
    for (Map<String, String> row : rows) {
      Struct.Builder struct = Struct.newBuilder();
      columns.forEach(column -> struct.set(column).to(row.get(column)));
      structs.add(struct.build());
    }
    return ResultSets.forRows(structs.get(0).getType(), structs);
  }
}
