package dev.lintel.pipeline.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Type;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.RowWriter;
import dev.lintel.pipeline.files.SampleData;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.sdk.io.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {
  private static final CsvLayout WITH_HEADER =
      CsvLayout.defaults().withHeader(CsvLayout.Header.FIRST_RECORD);

  @TempDir Path folder;

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path writeCompressed(String name, Compression compression, String text)
      throws IOException {
    Path path = folder.resolve(name);
    try (OutputStream out =
        Channels.newOutputStream(
            compression.writeCompressed(Channels.newChannel(Files.newOutputStream(path))))) {
      out.write(text.getBytes(UTF_8));
    }
    return path;
  }

  private static OpenFile<?> open(Path path, RecordFormat format, CsvLayout layout) {
    return Formats.of(format)
        .open(SampleData.file(path), TextSettings.defaults().withLayout(layout));
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD", "UNCOMPRESSED"})
  void readsCompressedFilesByTheirExtension(Compression compression) throws IOException {
    Path path =
        writeCompressed("a.csv" + compression.getSuggestedSuffix(), compression, "a,b\n1,2\n");
    try (var file = (CsvFile) open(path, RecordFormat.CSV, WITH_HEADER)) {
      assertThat(file.records().getColumns()).containsExactly("a", "b");
      assertThat(((FileRecord.Row<List<String>>) file.records().next()).row())
          .containsExactly("1", "2");
      assertThat(file.records().hasNext()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RecordFormat.class,
      names = {"CSV", "JSONL"})
  void aFileWithoutRecordsIsOneOfNoRows(RecordFormat format) throws IOException {
    try (OpenFile<?> file = open(write("empty", new byte[0]), format, CsvLayout.defaults())) {
      assertThat(file.records().hasNext()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(RecordFormat.class)
  void missingFileIsUnreadable(RecordFormat format) {
    Path path = folder.resolve("none.csv");
    assertThatThrownBy(() -> open(path, format, CsvLayout.defaults()))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageStartingWith("File " + path + " cannot be read: ");
  }

  @ParameterizedTest
  @EnumSource(
      value = RecordFormat.class,
      names = {"AVRO", "PARQUET"})
  void fileOfAnotherFormatIsUnreadable(RecordFormat format) throws IOException {
    Path path = write("text", "hello, this is no data file\n".getBytes(UTF_8));
    assertThatThrownBy(() -> open(path, format, CsvLayout.defaults()))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageStartingWith("File " + path + " cannot be read: ");
    Path empty = write("nothing", new byte[0]);
    assertThatThrownBy(() -> open(empty, format, CsvLayout.defaults()))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageStartingWith("File " + empty + " cannot be read: ");
  }

  @Test
  void truncatedGzipIsUnreadable() throws IOException {
    byte[] random = new byte[200_000];
    new Random(1).nextBytes(random);
    Path path = writeCompressed("a.csv.gz", Compression.GZIP, Arrays.toString(random));
    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> open(path, RecordFormat.CSV, CsvLayout.defaults()))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageStartingWith("File " + path + " cannot be read after record 0: ");
  }

  @Test
  void compressedParquetIsRefused() throws IOException {
    Path path = writeCompressed("a.parquet.gz", Compression.GZIP, "x");
    assertThatThrownBy(() -> open(path, RecordFormat.PARQUET, CsvLayout.defaults()))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("File %s is compressed as a whole, which its format does not allow", path);
  }

  @ParameterizedTest
  @EnumSource
  void fileWithoutRowsIsReadAsOne(RecordFormat format) throws IOException {
    List<Type.StructField> columns =
        List.of(
            Type.StructField.of("Id", Type.int64()),
            Type.StructField.of("L", Type.array(Type.pgNumeric())));
    Path path = folder.resolve("t." + Formats.of(format).extension());
    var closed = new AtomicBoolean();
    OutputStream out =
        new FilterOutputStream(Files.newOutputStream(path)) {
          @Override
          public void close() throws IOException {
            closed.set(true);
            super.close();
          }
        };
    RowWriter writer = Formats.of(format).openRows(columns, RowFiles.avroSchema(columns), out);
    writer.close();
    assertThat(closed).isTrue();
    assertThat(RowFiles.read(format, columns, path)).isEmpty();
  }
}
