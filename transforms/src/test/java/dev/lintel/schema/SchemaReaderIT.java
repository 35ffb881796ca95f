package dev.lintel.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import dev.lintel.ddl.DdlScripts;
import dev.lintel.ddl.DdlStatement;
import dev.lintel.emulator.CountRequests;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.schema.Column.Source;
import dev.lintel.schema.KeyPart.Order;
import dev.lintel.schema.Table.OnDelete;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SpannerEmulatorExtension.class)
class SchemaReaderIT {

  @Test
  void readsTablesOfUserSchemasOnly(SpannerEmulator emulator) {
    DatabaseSchema schema = read(emulator, "everything-googlesql.sql", Dialect.GOOGLE_STANDARD_SQL);

    assertThat(schema.getDialect()).isEqualTo(Dialect.GOOGLE_STANDARD_SQL);
    assertThat(schema.getTables())
        .extracting(Table::getName)
        .containsExactly(
            "Branch",
            "IdentityKey",
            "InlineKey",
            "Item",
            "Keyless",
            "Keys",
            "Leaf",
            "Piece",
            "Root",
            "Scalars",
            "Sources",
            "Twig",
            "sales.Item",
            "sales.Orders",
            "sales.Part");
  }

  @Test
  void readsColumnsKeysAndIndexes(SpannerEmulator emulator) {
    DatabaseSchema schema = read(emulator, "everything-googlesql.sql", Dialect.GOOGLE_STANDARD_SQL);

    Table sources = schema.findTable("Sources").orElseThrow();
    assertThat(sources.getColumns())
        .extracting(Column::getName, Column::getSource, Column::isNullable)
        .containsExactly(
            tuple("Id", Source.DEFAULT, false),
            tuple("Text", Source.DEFAULT, false),
            tuple("Raw", Source.DEFAULT, true),
            tuple("Triple", Source.DEFAULT, true),
            tuple("Blob", Source.DEFAULT, true),
            tuple("Stored", Source.GENERATED, true),
            tuple("Computed", Source.GENERATED, true),
            tuple("Made", Source.WRITER, true),
            tuple("Tokens", Source.GENERATED, true));
    Table scalars = schema.findTable("Scalars").orElseThrow();
    assertThat(scalars.getPrimaryKey()).containsExactly(KeyPart.of("Key", Order.DESC));
    assertThat(scalars.findColumn("S20").orElseThrow().getMaxLength()).hasValue(20);
    assertThat(scalars.findColumn("AS7").orElseThrow().getType())
        .isEqualTo(Type.array(Type.string()));
    assertThat(scalars.getColumns())
        .filteredOn(Column::isCommitTimestampAllowed)
        .extracting(Column::getName)
        .containsExactly("Stamped");
    assertThat(schema.findTable("Keyless").orElseThrow().getPrimaryKey()).isEmpty();
    assertThat(schema.findTable("Keys").orElseThrow().getIndexes())
        .filteredOn(index -> !index.isManaged())
        .containsExactly(
            Index.builder()
                .setName("KeysByX")
                .setKeyParts(List.of(KeyPart.ascending("X"), KeyPart.of("Y", Order.DESC)))
                .setStoredColumns(List.of("Z"))
                .setUnique(true)
                .build(),
            Index.builder()
                .setName("KeysByY")
                .setKeyParts(List.of(KeyPart.ascending("Y")))
                .setUnique(true)
                .setNullFiltered(true)
                .build());
    assertThat(schema.findTable("Keys").orElseThrow().getIndexes())
        .filteredOn(Index::isManaged)
        .isNotEmpty();
  }

  @Test
  void givenOneNameInTwoSchemas_findsTheRightParentAndReferencedTable(SpannerEmulator emulator) {
    DatabaseSchema schema = read(emulator, "everything-googlesql.sql", Dialect.GOOGLE_STANDARD_SQL);

    assertThat(schema.findTable("sales.Part").orElseThrow().getParent()).hasValue("sales.Item");
    Table piece = schema.findTable("Piece").orElseThrow();
    assertThat(piece.getParent()).hasValue("sales.Item");
    assertThat(piece.getOnDelete()).hasValue(OnDelete.CASCADE);
    assertThat(schema.findTable("Keys").orElseThrow().getForeignKeys())
        .filteredOn(key -> key.getName().startsWith("To"))
        .extracting(ForeignKey::getName, ForeignKey::getReferencedTable)
        .containsExactly(
            tuple("ToDefault", "Item"), tuple("ToSales", "sales.Item"), tuple("ToUnique", "Item"));
    assertThat(schema.findTable("sales.Orders").orElseThrow().getForeignKeys())
        .containsExactly(ForeignKey.of("OutOfSales", List.of("ItemId"), "Item", List.of("Id")));
  }

  @Test
  void readsThePostgresDialect(SpannerEmulator emulator) {
    DatabaseSchema schema = read(emulator, "everything-postgres.sql", Dialect.POSTGRESQL);

    assertThat(schema.getDialect()).isEqualTo(Dialect.POSTGRESQL);
    assertThat(schema.getTables())
        .extracting(Table::getName)
        .containsExactly(
            "Root",
            "aliases",
            "branch",
            "identity_key",
            "item",
            "keys",
            "leaf",
            "sales.item",
            "sales.orders",
            "scalars",
            "sources");
    assertThat(schema.findTable("branch").orElseThrow().getParent()).hasValue("Root");
    Table scalars = schema.findTable("scalars").orElseThrow();
    assertThat(scalars.findColumn("n").orElseThrow().getType()).isEqualTo(Type.pgNumeric());
    assertThat(scalars.findColumn("v20").orElseThrow().getMaxLength()).hasValue(20);
    assertThat(scalars.findColumn("stamped").orElseThrow())
        .isEqualTo(
            Column.builder()
                .setName("stamped")
                .setType(Type.timestamp())
                .setTypeName("spanner.commit_timestamp")
                .setNullable(false)
                .setCommitTimestampAllowed(true)
                .build());
  }

  @Test
  @CountRequests
  void givenManyTables_needsNoMoreQueriesThanForOne(SpannerEmulator emulator) {
    EmulatorDatabase database = create(emulator, "everything-postgres.sql", Dialect.POSTGRESQL);
    try (EmulatorClient client = EmulatorClient.of(database)) {
      long before = emulator.requests("ExecuteStreamingSql");

      SchemaReader.read(client.client());

      // One more query is for the dialect.
      assertThat(emulator.requests("ExecuteStreamingSql") - before).isLessThanOrEqualTo(9);
    }
  }

  private static DatabaseSchema read(SpannerEmulator emulator, String script, Dialect dialect) {
    try (EmulatorClient client = EmulatorClient.of(create(emulator, script, dialect))) {
      return SchemaReader.read(client.client());
    }
  }

  private static EmulatorDatabase create(SpannerEmulator emulator, String script, Dialect dialect) {
    return emulator.createDatabase(
        dialect,
        DdlScripts.resource(script, dialect).script().getStatements().stream()
            .map(DdlStatement::getText)
            .toList());
  }
}
