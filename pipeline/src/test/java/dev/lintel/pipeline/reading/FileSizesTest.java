package dev.lintel.pipeline.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes on file systems other than Cloud Storage; for that one, see CloudStorageTest. */
class FileSizesTest {
  private final PipelineOptions options = PipelineOptionsFactory.create();

  @TempDir Path folder;

  @BeforeEach
  void findFileSystems() {
    FileSystems.setDefaultPipelineOptions(options);
  }

  private String file(String name, int bytes) throws IOException {
    return Files.write(folder.resolve(name), new byte[bytes]).toString();
  }

  @Test
  void sizesAreInTheOrderOfTheNames() throws IOException {
    String one = file("1", 1);
    String three = file("3[3]", 3);
    String two = file("2", 2);

    assertThat(FileSizes.of(List.of(three, one, two, three), options))
        .containsExactly(3L, 1L, 2L, 3L);
    assertThat(FileSizes.of(List.of(three), options)).containsExactly(3L);
    assertThat(FileSizes.of(List.of(), options)).isEmpty();
  }

  @Test
  void aFileThatIsNotThereHasNoSize_whateverItsNameWouldMatch() throws IOException {
    file("Orders1.jsonl", 20);

    assertThat(
            FileSizes.of(
                List.of(
                    folder.resolve("Orders[1].jsonl").toString(),
                    folder.resolve("gone").toString(),
                    folder.resolve("gone/gone").toString()),
                options))
        .containsExactly(0L, 0L, 0L);
  }

  @Test
  void aStoreThatDoesNotSayASizeFails() {
    assertThatThrownBy(() -> FileSizes.of(List.of("denied://bucket/file"), options))
        .isInstanceOf(UncheckedIOException.class);
  }
}
