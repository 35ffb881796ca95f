package dev.lintel.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.EmulatorClient;
import dev.lintel.schema.SchemaReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server whose DDL cannot be read, although INFORMATION_SCHEMA can. */
@ExtendWith(SpannerEmulatorExtension.class)
class UnreadableDdlIT {

  @ParameterizedTest
  @MethodSource("dev.lintel.ddl.DdlScripts#all")
  void tablesAreTakenFromInformationSchema(DdlScripts.Named named, SpannerEmulator emulator) {
    try (EmulatorClient client =
        EmulatorClient.of(
            emulator.createDatabase(
                named.script().getDialect(),
                named.script().getStatements().stream().map(DdlStatement::getText).toList()))) {
      DatabaseSchema schema = SchemaReader.read(client.client());
      List<String> ddl = client.ddl();
      List<String> unreadable =
          ddl.stream()
              .map(text -> text.startsWith("CREATE TABLE") ? text + " NEW '" : text)
              .toList();

      DatabaseDefinition expected = DatabaseDefinitionReader.read(client.client(), ddl, schema);
      DatabaseDefinition read = DatabaseDefinitionReader.read(client.client(), unreadable, schema);

      assertThat(expected.getUnreadTables()).isEmpty();
      assertThat(read.getUnreadTables()).hasSameSizeAs(schema.getTables()).doesNotHaveDuplicates();
      assertThat(read.getTables()).hasSameSizeAs(expected.getTables());
      for (TableDefinition table : expected.getTables()) {
        assertThat(read.findTable(table.getName()).map(UnreadableDdlIT::comparable))
            .hasValue(comparable(table));
      }
      assertThat(SchemaScript.of(read).getBeforeRows())
          .noneMatch(text -> text.startsWith("CREATE TABLE"));
      assertThat(read.getIndexes()).isEqualTo(expected.getIndexes());
    }
  }

  /**
   * Returns a table without what the emulator's views do not show: identity columns, and ON DELETE
   * CASCADE of foreign keys.
   */
  private static String comparable(TableDefinition table) {
    List<String> lines = new ArrayList<>();
    lines.add(table.getName() + " " + table.getPrimaryKey() + " " + table.getInterleave());
    table
        .getColumns()
        .forEach(
            column ->
                lines.add(
                    column
                        .toString()
                        .replaceAll("identity=.*, options=", "options=")
                        .replace("value=TRUE", "value=true")));
    table.getChecks().stream().map(CheckDefinition::toString).sorted().forEach(lines::add);
    table.getForeignKeys().stream()
        .map(key -> key.key().getName() + key.key().getReferencedTable())
        .sorted()
        .forEach(lines::add);
    return String.join("\n", lines);
  }
}
