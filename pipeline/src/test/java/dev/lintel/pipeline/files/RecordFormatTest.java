package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordFormatTest {
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
  void extensionTellsTheFormat(String name, RecordFormat expected) {
    assertThat(RecordFormat.ofFileName(name)).hasValue(expected);
  }

  @Test
  void otherExtensionsTellNothing() {
    assertThat(RecordFormat.ofFileName("a.xlsx")).isEmpty();
    assertThat(RecordFormat.ofFileName("a")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = RecordFormat.class,
      names = {"CSV", "JSONL", "AVRO", "PARQUET"})
  void ownExtensionTellsTheFormat(RecordFormat format) {
    assertThat(RecordFormat.ofFileName("T-00000." + format.extension())).hasValue(format);
  }
}
