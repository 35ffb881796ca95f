package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder of Avro files that no export wrote, so that they say nothing of primary keys. */
@Timeout(300)
@SpannerDatabase(ddl = "CREATE TABLE Known (Id INT64 NOT NULL, Name STRING(MAX)) PRIMARY KEY (Id)")
class ImportPlainAvroIT {
  private static final Schema SCHEMA =
      SchemaBuilder.record("any").fields().requiredLong("Id").optionalString("Name").endRecord();

  @TempDir private Path folder;

  @BeforeEach
  void writeThreeRows() throws IOException {
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(SCHEMA))) {
      writer.create(SCHEMA, folder.resolve("rows.avro").toFile());
      for (long id = 1; id <= 3; id++) {
        writer.append(new GenericRecordBuilder(SCHEMA).set("Id", id).set("Name", "n").build());
      }
    }
  }

  private void export(String table) throws IOException {
    Files.writeString(
        folder.resolve("spanner-export.json"),
        "{\"tables\":[{\"name\":\"%s\",\"dataFiles\":[\"rows.avro\"]}]}".formatted(table));
  }

  @Test
  void givenNoKeyForANewTable_refuses(EmulatorDatabase database) throws Exception {
    export("Fresh");

    CommandRun.on(database, "import", "--inputDir=" + folder)
        .assertRefused("--inputDir: the files of table Fresh do not say its primary key");
  }

  @Test
  void givenItsKey_createsTheTableWithAllRows(EmulatorDatabase database) throws Exception {
    export("Made");

    CommandRun run =
        CommandRun.on(database, "import", "--inputDir=" + folder, "--primaryKey=Made:Id");

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Id FROM Made ORDER BY Id"))
        .containsExactly("[1]", "[2]", "[3]");
  }

  @Test
  void givenATableThatExists_needsNoKey(EmulatorDatabase database) throws Exception {
    export("Known");

    CommandRun run = CommandRun.on(database, "import", "--inputDir=" + folder);

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT COUNT(*) FROM Known")).containsExactly("[3]");
  }
}
