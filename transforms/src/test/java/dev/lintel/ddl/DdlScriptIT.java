package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.EmulatorClient;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Index;
import dev.lintel.schema.SchemaReader;
import dev.lintel.schema.Table;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SpannerEmulatorExtension.class)
class DdlScriptIT {

  @ParameterizedTest
  @MethodSource("dev.lintel.ddl.DdlScripts#all")
  void theDatabaseHasThePlannedSchemaAfterTheScript(
      DdlScripts.Named named, SpannerEmulator emulator) {
    DatabaseSchema planned = named.script().planned();

    DatabaseSchema read;
    try (EmulatorClient client = apply(named.script(), emulator)) {
      read = SchemaReader.read(client.client());
    }

    assertThat(planned.getTables())
        .extracting(Table::getName)
        .isEqualTo(read.getTables().stream().map(Table::getName).toList());
    for (Table table : planned.getTables()) {
      Table counterpart = read.findTable(table.getName()).orElseThrow();
      assertThat(comparable(table)).isEqualTo(comparable(counterpart));
    }
    assertThat(planned.getDialect()).isEqualTo(read.getDialect());
  }

  @ParameterizedTest
  @MethodSource("dev.lintel.ddl.DdlScripts#all")
  void givenTheScriptHasRun_nothingThatItCreatesIsMissing(
      DdlScripts.Named named, SpannerEmulator emulator) {
    DdlScript script = named.script();
    assertThat(script.missingFrom(List.of())).isEqualTo(script.getStatements());

    try (EmulatorClient client = apply(script, emulator)) {
      assertThat(script.missingFrom(client.ddl()))
          .allSatisfy(s -> assertThat(s.getKind()).isEqualTo(DdlStatement.Kind.OTHER))
          .hasSize(
              (int)
                  script.getStatements().stream()
                      .filter(s -> s.getKind() == DdlStatement.Kind.OTHER)
                      .count());
      DatabaseSchema schema = SchemaReader.read(client.client());
      assertThat(script.plannedOn(schema)).isEqualTo(schema);
    }
  }

  private static EmulatorClient apply(DdlScript script, SpannerEmulator emulator) {
    EmulatorDatabase database =
        emulator.createDatabase(
            script.getDialect(),
            script.getStatements().stream().map(DdlStatement::getText).toList());
    return EmulatorClient.of(database);
  }

  /**
   * Returns a table without what only the server decides (names and indexes) and without what the
   * emulator does not show (identity columns, vector lengths, {@code text}).
   */
  private static Table comparable(Table table) {
    return table.toBuilder()
        .setColumns(
            table.getColumns().stream()
                .map(column -> comparable(table, column))
                .collect(toImmutableList()))
        .setForeignKeys(
            table.getForeignKeys().stream()
                .map(DdlScriptIT::comparable)
                .sorted(comparing(ForeignKey::toString))
                .collect(toImmutableList()))
        .setIndexes(
            ImmutableList.sortedCopyOf(
                comparing(Index::getName),
                table.getIndexes().stream().filter(index -> !index.isManaged()).toList()))
        .build();
  }

  private static ForeignKey comparable(ForeignKey key) {
    if (key.getName().matches("ToSales|to_sales")) {
      // The emulator reports the position of each column as the position that it references.
      return ForeignKey.of(
              key.getName(),
              Ordering.natural().sortedCopy(key.getColumns()),
              key.getReferencedTable(),
              Ordering.natural().sortedCopy(key.getReferencedColumns()))
          // It reports no actions, either.
          .withOnDelete(Table.OnDelete.NO_ACTION);
    }
    boolean named = !key.getName().matches("(\\w+\\.)?FK_.*_[0-9A-F]{16}_\\d+");
    return key.withName(named ? key.getName() : "").withOnDelete(Table.OnDelete.NO_ACTION);
  }

  private static Column comparable(Table table, Column column) {
    boolean identity =
        table.getName().matches("IdentityKey|identity_key|Ident")
            && column.getSource() == Column.Source.DEFAULT;
    return column.toBuilder()
        .setSource(identity ? Column.Source.WRITER : column.getSource())
        .setDefaultUnique(!identity && column.isDefaultUnique())
        .setTypeName(
            column
                .getTypeName()
                .replaceFirst("\\(vector_length=>\\d+\\)| vector length \\d+", "")
                .replaceFirst("^text", "character varying"))
        .build();
  }
}
