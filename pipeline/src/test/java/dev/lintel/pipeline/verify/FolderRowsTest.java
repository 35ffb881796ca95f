package dev.lintel.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.compare.TableComparison;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.convert.AvroRecords;
import dev.lintel.convert.AvroTypes;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DdlScript;
import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.files.avro.AvroRecordWriter;
import dev.lintel.schema.Table;
import dev.lintel.transforms.ReadRows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRowsTest {
  private static final Dialect DIALECT = Dialect.GOOGLE_STANDARD_SQL;
  private static final String DDL = "CREATE TABLE T (Id INT64) PRIMARY KEY (Id)";

  @TempDir Path folder;

  @Test
  void theRunWaitsForTheStepThatRefusesRecords() throws IOException {
    Files.writeString(
        folder.resolve("spanner-export.json"),
        "{\"tables\": [{\"name\": \"T\", \"dataFiles\": [\"T.avro\"]}]}");
    try (OutputStream out = Files.newOutputStream(folder.resolve("T.avro"))) {
      AvroRecordWriter.writeSchema(
          AvroRecords.schema(
              "T",
              ImmutableList.of(Type.StructField.of("Id", Type.int64())),
              AvroTypes.Timestamps.STRING),
          out);
    }
    var schema =
        new DescribedSchema(
            DdlScript.parse(DDL, DIALECT).planned(), DatabaseDefinition.of(DIALECT, List.of(DDL)));
    var reference =
        new FolderReference(ExportFolder.find(folder.toString()).orElseThrow(), schema, 0);
    Table table = schema.schema().findTable("T").orElseThrow();
    List<PCollection<?>> ends = new ArrayList<>();

    FolderRows.differences(
        Pipeline.create(),
        ImmutableList.of(TableComparison.of(DIALECT, table, DIALECT, table)),
        reference,
        UnpackLimit.DEFAULT,
        ReadRows.from(ConnectionConfig.of("p", "i", "d")),
        ends);

    assertThat(ends)
        .extracting(PCollection::getName)
        .anySatisfy(name -> assertThat(name).startsWith("Refuse unreadable records"));
  }
}
