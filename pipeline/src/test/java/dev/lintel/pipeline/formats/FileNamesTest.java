package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FileNamesTest {
  @ParameterizedTest
  @CsvSource({
    "a.csv,CSV",
    "gs://b/a.CSV.gz,CSV",
    "a.jsonl.zst,JSONL",
    "a.ndjson,JSONL",
    "a.json,JSONL",
    "routes.dat,CSV",
    "a.txt,CSV",
    "a.tsv.gz,CSV",
    "a.avro,AVRO",
    "sales.Item.avro-00000-of-00005,AVRO",
    "part-00000-of-00002.csv.gz,CSV",
    "a.parquet,PARQUET"
  })
  void extensionStandsForAFormat(String name, RecordFormat expected) {
    assertThat(FileNames.formatOf(name)).hasValue(Formats.of(expected));
  }

  @Test
  void otherExtensionsStandForNoFormat() {
    assertThat(FileNames.formatOf("a.xlsx")).isEmpty();
    assertThat(FileNames.formatOf("a")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aFormatIsRecognizedByTheExtensionThatItIsWrittenWith(RecordFormat format) {
    String name = "T-00000." + Formats.of(format).extension();
    assertThat(FileNames.formatOf(name)).hasValue(Formats.of(format));
  }

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
    assertThat(FileNames.tableOf(file)).contains(table);
  }
}
