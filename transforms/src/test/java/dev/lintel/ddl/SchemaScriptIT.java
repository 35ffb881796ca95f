package dev.lintel.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.ImmutableList;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.schema.EmulatorClient;
import dev.lintel.schema.InformationSchemaDump;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SpannerEmulatorExtension.class)
class SchemaScriptIT {

  @ParameterizedTest
  @MethodSource("dev.lintel.ddl.DdlScripts#all")
  void createsTheSameDatabase(DdlScripts.Named named, SpannerEmulator emulator) {
    try (EmulatorClient original = create(emulator, named.script());
        EmulatorClient copy = copy(emulator, original)) {
      assertThat(InformationSchemaDump.of(copy.client()))
          .containsExactlyInAnyOrderElementsOf(InformationSchemaDump.of(original.client()));
      assertThat(definition(copy))
          .usingRecursiveComparison()
          .ignoringCollectionOrder()
          .ignoringFieldsMatchingRegexes("ddl")
          .isEqualTo(definition(original));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lintel.ddl.DdlScripts#all")
  void givenTheScriptHasRun_nothingIsMissing(DdlScripts.Named named, SpannerEmulator emulator) {
    try (EmulatorClient original = create(emulator, named.script());
        EmulatorClient copy = copy(emulator, original)) {
      SchemaScript script = SchemaScript.of(definition(original));
      ImmutableList<String> existing =
          DatabaseDefinitionReader.withNamedSchemas(copy.client(), copy.ddl());

      for (List<String> part : List.of(script.getBeforeRows(), script.getAfterRows())) {
        assertThat(
                DdlScript.parse(String.join(";\n", part), script.getDialect())
                    .missingFrom(existing))
            .isEmpty();
      }
    }
  }

  @Test
  void givenTables_createsThemAndWhatTheyReferTo(SpannerEmulator emulator) {
    DdlScript everything =
        DdlScripts.resource("everything-googlesql.sql", Dialect.GOOGLE_STANDARD_SQL).script();
    try (EmulatorClient original = create(emulator, everything)) {
      SchemaScript script =
          SchemaScript.of(definition(original))
              .forTables(Set.of("sources", "sales.Orders", "Keys"));

      try (EmulatorClient copy = run(emulator, script)) {
        DatabaseDefinition made = definition(copy);
        assertThat(made.getTables())
            .extracting(TableDefinition::getName)
            .containsExactlyInAnyOrder("Sources", "sales.Orders", "Keys");
        assertThat(made.getSequences()).extracting(SequenceDefinition::name).containsExactly("Ids");
        assertThat(made.getNamedSchemas()).containsExactly("sales");
        assertThat(made.getIndexes())
            .extracting(IndexDefinition::getName)
            .containsExactlyInAnyOrder("KeysByX", "KeysByY", "sales.OrdersByItem");
        assertThat(made.findTable("Keys").orElseThrow().getForeignKeys())
            .extracting(key -> key.key().getReferencedTable())
            .containsExactly("Keys");
        assertThat(made.getViews()).isEmpty();
        assertThat(made.getChangeStreams()).isEmpty();
      }
    }
  }

  @Test
  void givenAUsedSequence_continuesAfterIt(SpannerEmulator emulator) {
    EmulatorDatabase database =
        emulator.createDatabase(
            Dialect.POSTGRESQL,
            List.of(
                "CREATE SEQUENCE used BIT_REVERSED_POSITIVE SKIP RANGE 1 1000 START COUNTER WITH"
                    + " 50",
                "CREATE SEQUENCE fresh BIT_REVERSED_POSITIVE START COUNTER WITH 7",
                "CREATE TABLE t (id bigint DEFAULT nextval('used') PRIMARY KEY, v bigint)"));
    try (EmulatorClient client = EmulatorClient.of(database)) {
      client
          .client()
          .readWriteTransaction()
          .run(
              transaction ->
                  transaction.executeUpdate(Statement.of("INSERT INTO t (v) VALUES (1)")));

      assertThat(SchemaScript.of(definition(client)).getBeforeRows())
          .contains(
              "CREATE SEQUENCE \"used\" BIT_REVERSED_POSITIVE SKIP RANGE 1 1000 START COUNTER WITH"
                  + " 1051",
              "CREATE SEQUENCE fresh BIT_REVERSED_POSITIVE START COUNTER WITH 7");
    }
  }

  private static DatabaseDefinition definition(EmulatorClient client) {
    return DatabaseDefinitionReader.read(client.client(), client.ddl());
  }

  private static EmulatorClient create(SpannerEmulator emulator, DdlScript script) {
    return EmulatorClient.of(
        emulator.createDatabase(
            script.getDialect(),
            script.getStatements().stream().map(DdlStatement::getText).toList()));
  }

  private static EmulatorClient copy(SpannerEmulator emulator, EmulatorClient original) {
    return run(emulator, SchemaScript.of(definition(original)));
  }

  private static EmulatorClient run(SpannerEmulator emulator, SchemaScript script) {
    List<String> statements = new ArrayList<>(script.getBeforeRows());
    statements.addAll(script.getAfterRows());
    return EmulatorClient.of(emulator.createDatabase(script.getDialect(), statements));
  }
}
