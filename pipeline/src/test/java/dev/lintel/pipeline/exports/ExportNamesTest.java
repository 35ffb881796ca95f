package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.RecordFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportNamesTest {

  private static ExportNames names(RecordFormat format) {
    return ExportNames.of(Formats.of(format), null);
  }

  @ParameterizedTest
  @CsvSource({
    "AVRO, , T.avro-00001-of-00003",
    "AVRO, EXTENSION, T-00001-of-00003.avro",
    "PARQUET, , T-00001-of-00003.parquet",
    "CSV, , T-00001-of-00003.csv",
    "JSONL, , T-00001-of-00003.jsonl",
    "JSONL, GOOGLE, T.jsonl-00001-of-00003"
  })
  void dataFiles(RecordFormat format, FileNaming naming, String expected) {
    assertThat(ExportNames.of(Formats.of(format), naming).dataFile("T", 1, 3)).isEqualTo(expected);
  }

  /** The import of Google's template looks for them beside the data files. */
  @Test
  void avroHasTheLayoutOfGooglesExport() {
    ExportNames names = names(RecordFormat.AVRO);
    assertThat(names.describing("spanner-export.json")).isEqualTo("spanner-export.json");
    assertThat(names.manifest("T")).isEqualTo("T-manifest.json");
    assertThat(names.schemaFile("V")).isEqualTo("V.avro-00000-of-00001");
  }

  @Test
  void otherFormatsHaveNothingButRowsInTheFolder() {
    ExportNames names = names(RecordFormat.PARQUET);
    assertThat(names.describing("spanner-export.json")).isEqualTo("_export/spanner-export.json");
    assertThat(names.manifest("T")).isEqualTo("_export/T-manifest.json");
    assertThat(names.schemaFile("V")).isEqualTo("_export/V.avro-00000-of-00001");
  }

  /** Spark leaves out a file whose name begins with an underscore. */
  @Test
  void noDataFileIsHiddenFromOthers() {
    List<String> tables = List.of("_t", "Ünder", "x_t", ".t");
    assertThat(names(RecordFormat.PARQUET).stems(tables).values())
        .containsExactly("x_t_2", "x_nder", "x_t", "x.t");
    assertThat(names(RecordFormat.AVRO).stems(tables).values())
        .containsExactly("_t", "_nder", "x_t", ".t");
  }
}
