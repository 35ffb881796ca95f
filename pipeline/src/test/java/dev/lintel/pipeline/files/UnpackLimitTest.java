package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.pipeline.files.avro.AvroReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackLimitTest {
  private static final int BYTES = 1_000_000;

  @TempDir private Path folder;

  private DataFile zeros(String name) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(new byte[BYTES]);
    }
    return DataFile.named(file.toString());
  }

  private static long read(DataFile file) throws IOException {
    try (InputStream in = file.open()) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  @Test
  void aFileWithMoreContentIsRefused_withItsNameAndTheOption() throws IOException {
    DataFile file = zeros("zeros.csv.gz").limited(new UnpackLimit(BYTES - 1L));

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage(
            "File %s unpacks to more than the 999999 bytes that --maxUncompressedBytes allows"
                .formatted(file.name()));
  }

  @Test
  void aReaderOfTheFileSaysTheSame_andNotThatTheFileIsDamaged() throws IOException {
    DataFile file = zeros("zeros.avro.gz").limited(new UnpackLimit(2L));

    assertThatThrownBy(() -> AvroReader.open(file))
        .hasMessage(
            "File %s unpacks to more than the 2 bytes that --maxUncompressedBytes allows"
                .formatted(file.name()));
    assertThat(file.damaged(7, new UnreadableFileException(file.name(), "is empty", null)))
        .hasMessage("File %s is empty", file.name());
  }

  @Test
  void asMuchAsIsAllowedIsRead() throws IOException {
    assertThat(read(zeros("zeros.csv.gz").limited(new UnpackLimit((long) BYTES)))).isEqualTo(BYTES);
    assertThat(read(zeros("zeros.csv.gz"))).isEqualTo(BYTES);
  }

  @Test
  void aFileThatIsNotCompressedHasNoLimit() throws IOException {
    assertThat(read(zeros("zeros.csv").limited(new UnpackLimit(10L)))).isEqualTo(BYTES);
  }

  @Test
  void byDefaultTheSizeOfTheFileCounts() {
    long gibibyte = 1L << 30;

    assertThat(UnpackLimit.DEFAULT.refusal(gibibyte, 1)).isNull();
    assertThat(UnpackLimit.DEFAULT.refusal(gibibyte + 1, 1))
        .isEqualTo(
            "more than 1073741824 bytes and more than 200 times its size; if that is"
                + " meant, give --maxUncompressedBytes");
    assertThat(UnpackLimit.DEFAULT.refusal(100 * gibibyte, gibibyte)).isNull();
    assertThat(UnpackLimit.DEFAULT.refusal(300 * gibibyte, gibibyte)).isNotNull();
  }

  @Test
  void whatIsInMemoryAsAWholeHasASmallerDefault() {
    long mebibyte = 1L << 20;

    assertThat(UnpackLimit.DEFAULT.refusalAtOnce(64 * mebibyte, 1)).isNull();
    assertThat(UnpackLimit.DEFAULT.refusalAtOnce(64 * mebibyte + 1, 1))
        .isEqualTo(
            "more than 67108864 bytes and more than 200 times its size; if that is meant, give"
                + " --maxUncompressedBytes");
    assertThat(UnpackLimit.DEFAULT.refusalAtOnce(100 * mebibyte, mebibyte)).isNull();
    assertThat(new UnpackLimit(1000L).refusalAtOnce(1000, 1)).isNull();
    assertThat(new UnpackLimit(1000L).refusalAtOnce(1001, 1000)).isNotNull();
  }
}
