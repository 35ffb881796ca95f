package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.lintel.convert.AvroTypes.Timestamps;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DdlScript;
import dev.lintel.ddl.DdlStatement;
import dev.lintel.ddl.SchemaScript;
import dev.lintel.pipeline.exportfolder.FolderDdl;
import dev.lintel.pipeline.exportfolder.ObjectSchema;
import dev.lintel.pipeline.exportfolder.ObjectSchemas;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the corpus that the emulator cannot run are at least read, planned and kept. */
class SchemaCorpusTest {

  @ParameterizedTest
  @MethodSource("dev.lintel.pipeline.exports.SchemaFile#all")
  void everyFileIsPlannedInItsDialectOnly(SchemaFile file) {
    assertThat(file.script().planned().getTables()).isNotEmpty();
    Dialect other =
        file.dialect() == Dialect.POSTGRESQL ? Dialect.GOOGLE_STANDARD_SQL : Dialect.POSTGRESQL;
    assertThatThrownBy(() -> DdlScript.parse(file.text(), other).planned())
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<SchemaFile> asAServerPrintsIt() {
    return SchemaFile.all()
        .filter(file -> file.gapOfTheEmulator().isPresent())
        .filter(file -> !file.text().contains("RENAME") && !file.text().contains("ALTER"));
  }

  @ParameterizedTest
  @MethodSource("asAServerPrintsIt")
  void anExportOfItMakesTheSameTables(SchemaFile file) {
    List<String> ddl = file.script().getStatements().stream().map(DdlStatement::getText).toList();
    DatabaseDefinition definition = DatabaseDefinition.of(file.dialect(), ddl);
    List<Table> tables = file.script().planned().getTables();

    List<String> ofLintel = statements(SchemaScript.of(definition));
    assertThat(DdlScript.printed(file.dialect(), ofLintel).planned().getTables()).isEqualTo(tables);
    assertThat(ofLintel).containsExactlyInAnyOrderElementsOf(ddl);
    assertThat(DdlScript.printed(file.dialect(), ofLintel).missingFrom(ddl)).isEmpty();

    List<ObjectSchema> objects = ObjectSchemas.of(definition, Timestamps.STRING);
    List<String> ofGoogle =
        statements(FolderDdl.script(file.dialect(), objects, List.of(), List.of()));
    assertThat(DatabaseDefinition.of(file.dialect(), ofGoogle).getTables())
        .containsExactlyInAnyOrderElementsOf(definition.getTables());
    assertThat(DatabaseDefinition.of(file.dialect(), ofGoogle).getFunctions())
        .hasSameSizeAs(definition.getFunctions());
  }

  private static List<String> statements(SchemaScript script) {
    return ImmutableList.copyOf(Iterables.concat(script.getBeforeRows(), script.getAfterRows()));
  }
}
