package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.pipeline.formats.ColumnsSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportManifestTest {

  @Test
  void columnsAndTheirTypesMayBeLeftOut() {
    var manifest =
        ImportManifest.parse(
            """
            {"tables": [
              {"table_name": "A", "file_patterns": ["a.csv"]},
              {"tableName": "B", "filePatterns": ["b.csv"], "columns": [{"column_name": "Id"}]}
            ]}
            """);

    assertThat(manifest.tables().get(0).columns().inOrder()).isEmpty();
    assertThat(manifest.tables().get(1).columns().inOrder())
        .containsExactly(new ImportManifest.Column("Id", null));
  }

  @Test
  void columnsCanBeATextAsInTheOption() {
    ImportManifest.Columns columns =
        ImportManifest.parse(
                """
                {"tables": [{"table_name": "A", "columns": "Id,Name=full name,-extra,Source='x'"}]}
                """)
            .tables()
            .get(0)
            .columns();
    assertThat(columns.inOrder()).isEmpty();
    assertThat(columns.spec()).isEqualTo(ColumnsSpec.parse("Id,Name=full name,-extra,Source='x'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "null; the field \"tables\" is missing",
        "{}; tables",
        "{\"tables\": null}; tables",
        "{\"tables\": [null]}; entry 1 has no \"table_name\"",
        "{\"tables\": [{\"file_patterns\": [\"a\"]}]}; table_name",
        "{\"tables\": [{\"table_name\": null, \"file_patterns\": [\"a\"]}]}; entry 1 has no"
            + " \"table_name\"",
        "{\"tables\": [{\"table_name\": \"A\", \"file_patterns\": [null]}]}; file_patterns has a"
            + " null",
        "{\"tables\": [{\"table_name\": \"A\", \"file_patterns\": [], \"colums\": []}]}; colums",
        "{\"tables\": [{\"table_name\": \"A\", \"columns\": \"a,\"}]}; line 1: the name of a column"
            + " is expected at its end",
        "{\"tables\": [{\"table_name\": \"A\", \"columns\": [null]}]}; columns has a null"
      })
  void whatIsNoManifestIsRefusedByName(String json, String message) {
    assertThatThrownBy(() -> ImportManifest.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("dev.lintel");
  }
}
