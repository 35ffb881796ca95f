package dev.lintel.pipeline.files.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lintel.convert.AvroToJson;
import dev.lintel.convert.StrictJson;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Files that Spark, DuckDB, parquetjs and Avro wrote, where they lie beside the repository. */
class OtherEnginesFilesTest {

  private static List<String> read(String name) throws IOException {
    Path file = Path.of("../../shared/cases/files").resolve(name);
    assumeTrue(Files.exists(file), () -> "no " + file);
    var data = SampleData.file(file);
    var rows = new ArrayList<String>();
    try (var reader = name.endsWith(".avro") ? AvroReader.open(data) : ParquetReader.open(data)) {
      var json = AvroToJson.of(reader.getSchema());
      reader.forEachRemaining(
          record -> {
            GenericRecord row = ((FileRecord.Row<GenericRecord>) record).row();
            rows.add(StrictJson.write(json.convert(row)));
          });
    }
    return rows;
  }

  @Test
  void sparkInItsLegacyCalendar() throws IOException {
    assertThat(read("spark-legacy-1500.parquet"))
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row)
                    .contains("\"d\":\"1500-01-01\"")
                    .contains("\"ts\":\"1500-01-01T00:00:00Z\""));
  }

  @Test
  void parquetjsWithARepeatedField() throws IOException {
    assertThat(read("bare.parquet")).isNotEmpty().allMatch(row -> row.contains("\"tags\":["));
  }

  @Test
  void everyCodec() throws IOException {
    for (String name :
        List.of("brotli.parquet", "two/A.parquet", "two/B.parquet", "xz.avro", "nested.parquet")) {
      assertThat(read(name)).as(name).isNotEmpty();
    }
  }
}
