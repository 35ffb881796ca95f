package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.ByteArray;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.RowFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWriterTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("t.csv");
  }

  private void write(List<Struct> rows) throws IOException {
    RowFiles.write(
        RecordFormat.CSV,
        rows,
        RowFiles.avroSchema(rows.get(0).getType().getStructFields()),
        file());
  }

  @Test
  void everyValueIsQuotedAndNullIsNot() throws IOException {
    Struct.Builder row = Struct.newBuilder();
    row.set("Id").to(1L);
    row.set("a \"b\", c").to("say \"x\", y\nz");
    row.set("empty").to("");
    row.set("null").to((String) null);
    row.set("N").to("\\N");
    row.set("noBytes").to(ByteArray.copyFrom(""));
    row.set("list").toStringArray(List.of("a", ""));
    write(List.of(row.build()));
    assertThat(file())
        .hasContent(
            """
            "Id","a ""b"", c","empty","null","N","noBytes","list"
            "1","say ""x"", y
            z","",\\N,"\\N","","[""a"",""\""]"
            """);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "\\N",
        " ",
        " a ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        "\0",
        "\"",
        "\"\"",
        ",",
        ",,",
        "😀",
        "\u2028",
        "\uFEFF",
        "\uFEFFa",
        "\uFFFE",
        "\\",
        "\\\"",
        "#",
        "'",
        "a\rb\nc\r\nd"
      })
  void onlyColumnKeepsItsOnlyValue(String text) throws IOException {
    Struct row = Struct.newBuilder().set("S").to(text).build();
    write(List.of(row, row));
    List<Type.StructField> columns = row.getType().getStructFields();
    assertThat(RowFiles.read(RecordFormat.CSV, columns, file()))
        .isEqualTo(List.of(Map.of("S", Value.string(text)), Map.of("S", Value.string(text))));
  }

  @Test
  void nameThatIsTheNullStringOrHasBlanksIsRead() throws IOException {
    write(List.of(Struct.newBuilder().set("\\N").to(1L).set(" a ").to(2L).build()));
    try (var reader = CsvReader.open(SampleData.file(file()), CsvLayout.lossless(), List.of())) {
      assertThat(reader.getColumns()).containsExactly("\\N", " a ");
    }
  }

  @Test
  void linesOfRecordsAreKnown() throws IOException {
    write(
        List.of(
            Struct.newBuilder().set("S").to("a\nb\r\nc\rd").build(),
            Struct.newBuilder().set("S").to((String) null).build()));
    var lines = new ArrayList<Long>();
    try (var reader = CsvReader.open(SampleData.file(file()), CsvLayout.lossless(), List.of())) {
      reader.forEachRemaining(record -> lines.add(record.position().line()));
    }
    assertThat(lines).containsExactly(2L, 6L);
  }

  @Test
  void structIsNoColumn() {
    Type.StructField column =
        Type.StructField.of("s", Struct.newBuilder().set("a").to(1).build().getType());
    assertThatThrownBy(
            () -> CsvWriter.open(List.of(column), CsvForm.LOSSLESS, Files.newOutputStream(file())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("No column has the type STRUCT");
  }
}
