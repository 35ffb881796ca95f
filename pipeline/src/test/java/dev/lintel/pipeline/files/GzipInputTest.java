package dev.lintel.pipeline.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipInputTest {

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  private static String content(byte[]... parts) throws IOException {
    try (var in = GzipInput.of(new ByteArrayInputStream(joined(parts)))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 200_000})
  void zerosBehindTheLastMemberAreNotContent(int zeros) throws IOException {
    assertThat(content(gzip("a\n"), gzip(""), gzip("b\n"), new byte[zeros])).isEqualTo("a\nb\n");
  }

  @Test
  void aMemberBehindZerosIsContent() throws IOException {
    assertThat(content(gzip("a"), new byte[300], gzip("b"), new byte[5])).isEqualTo("ab");
  }

  @Test
  void whatIsNeitherZerosNorAMemberIsAnError() throws IOException {
    byte[] member = gzip("a");
    assertThatThrownBy(() -> content(member, new byte[300], "x".getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> content(Arrays.copyOf(member, member.length - 3)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> content(Arrays.copyOf(member, member.length - 5), new byte[512]))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aFileThatIsNotCompressedIsItsOwnContent() throws IOException {
    assertThat(content("1,2".getBytes(UTF_8))).isEqualTo("1,2");
    assertThat(content(new byte[0])).isEmpty();
  }

  @Test
  void aPaddedFileIsReadToItsEnd(@TempDir Path folder) throws IOException {
    Path path = Files.write(folder.resolve("t.csv.gz"), joined(gzip("1,x\n"), new byte[10_240]));
    try (var reader =
        CsvReader.open(SampleData.file(path), CsvLayout.defaults(), List.of("a", "b"))) {
      assertThat(((FileRecord.Row<List<String>>) reader.next()).row()).containsExactly("1", "x");
      assertThat(reader.hasNext()).isFalse();
    }
  }
}
