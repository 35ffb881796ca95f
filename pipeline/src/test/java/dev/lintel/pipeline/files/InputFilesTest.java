package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputFilesTest {

  @ParameterizedTest
  @CsvSource({
    "Airports.csv, Airports",
    "Airports.CSV.GZ, Airports",
    "Orders2024.csv, Orders2024",
    "Airports-2.csv, Airports",
    "Airports-00000-of-00005.jsonl.zst, Airports",
    "Airports.avro-00000-of-00005, Airports",
    "Airports.csv-00000-of-00005.gz, Airports",
    "sales.Item.csv, sales.Item",
    "sales.Item-3.csv.gz, sales.Item",
    "sales.Item.parquet-00001-of-00002, sales.Item"
  })
  void aFileIsNamedAfterItsTable(String file, String table) {
    assertThat(InputFiles.tableNamedBy(file)).contains(table);
  }

  @Test
  void aPlaceThatNoFileSystemKnowsIsAnIoError() {
    assertThatThrownBy(() -> InputFiles.matching(InputFiles.everythingIn("nowhere://bucket")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> TextFile.read("nowhere://bucket/schema.sql"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheText(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("manifest.json"), "\uFEFF{\"tables\": []}");
    assertThat(TextFile.read(file.toString())).isEqualTo("{\"tables\": []}");
  }
}
