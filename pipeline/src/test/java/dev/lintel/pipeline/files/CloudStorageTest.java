package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.reading.FileSizes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked of Cloud Storage, and what it answers. */
@Timeout(60)
class CloudStorageTest {
  private final FakeCloudStorage store = new FakeCloudStorage();
  private final PipelineOptions options = store.options();

  @BeforeEach
  void use() {
    FileSystems.setDefaultPipelineOptions(options);
  }

  @AfterEach
  void stop() {
    store.close();
  }

  private static ResourceId resource(String name) {
    return FileSystems.matchNewResource("gs://bucket/" + name, name.endsWith("/"));
  }

  @Test
  void ofEarlierExportsOnlyTheFoldersAreListed() throws IOException {
    for (int night = 1; night <= 5; night++) {
      for (int file = 0; file < 9; file++) {
        store.put("exports/i-d-%d/T-%d.avro".formatted(night, file), Map.of());
      }
      if (night != 3) {
        store.put("exports/i-d-%d/spanner-export.json".formatted(night), Map.of());
      }
    }
    store.put("exports/i-other-1/spanner-export.json", Map.of());

    List<String> folders =
        Folders.containing(
            resource("exports/"), "i-d-", ImmutableList.of("spanner-export.json"), options);

    assertThat(folders)
        .containsExactlyInAnyOrder(
            "gs://bucket/exports/i-d-1/",
            "gs://bucket/exports/i-d-2/",
            "gs://bucket/exports/i-d-4/",
            "gs://bucket/exports/i-d-5/");
    assertThat(store.listed())
        .containsExactly(
            "exports/i-d-1/",
            "exports/i-d-2/",
            "exports/i-d-3/",
            "exports/i-d-4/",
            "exports/i-d-5/");
  }

  @Test
  void theChecksumsOfTheStoreAreThoseOfItsDescriptions() throws IOException {
    store.put(
        "whole", Map.of("size", "9", "md5Hash", "JfnnlDI7RTiF9RgfG2JNCw==", "crc32c", "4waSgw=="));
    store.put("composed", Map.of("size", "9", "crc32c", "4waSgw=="));

    List<StoredFile> files =
        StoredFile.of(List.of(resource("whole"), resource("composed"), resource("gone")), options);

    assertThat(files.get(0))
        .isEqualTo(
            new StoredFile(
                resource("whole"),
                Optional.empty(),
                9,
                Optional.of("JfnnlDI7RTiF9RgfG2JNCw=="),
                Optional.empty()));
    assertThat(files.get(1))
        .isEqualTo(
            new StoredFile(
                resource("composed"),
                Optional.empty(),
                9,
                Optional.empty(),
                Optional.of("4waSgw==")));
    assertThat(files.get(2).failure()).containsInstanceOf(FileNotFoundException.class);
    assertThat(store.listed()).isEmpty();
  }

  @Test
  void anObjectWithBracketsInItsNameIsThatObject() throws IOException {
    store.put("a[1].jsonl", Map.of("size", "100", "md5Hash", "JfnnlDI7RTiF9RgfG2JNCw=="));
    store.put("a1.jsonl", Map.of("size", "20"));
    store.put("b1.jsonl", Map.of("size", "20"));

    assertThat(
            FileSizes.of(
                List.of("gs://bucket/a[1].jsonl", "gs://bucket/a1.jsonl", "gs://bucket/b[1].jsonl"),
                options))
        .containsExactly(100L, 20L, 0L);
    List<StoredFile> files =
        StoredFile.of(List.of(resource("a[1].jsonl"), resource("b[1].jsonl")), options);
    assertThat(files.get(0).md5()).contains("JfnnlDI7RTiF9RgfG2JNCw==");
    assertThat(files.get(1).failure()).containsInstanceOf(FileNotFoundException.class);
  }

  @Test
  void aFolderWithBracketsInItsNameIsSearchedByItsName() throws IOException {
    store.put("exports/i-d-[1]/spanner-export.json", Map.of());
    store.put("exports/i-d-2/other.json", Map.of());

    assertThat(
            Folders.containing(
                resource("exports/"), "i-d-", ImmutableList.of("spanner-export.json"), options))
        .containsExactly("gs://bucket/exports/i-d-[1]/");
  }

  @Test
  void aSizeThatTheStoreDoesNotSayIsNotTakenForNone() {
    store.refuse("denied.jsonl");

    assertThatThrownBy(() -> FileSizes.of(List.of("gs://bucket/denied.jsonl"), options))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void theNameOfATextIsNotAPattern() {
    store.put("s1.sql", Map.of());

    assertThatThrownBy(() -> TextFile.read("gs://bucket/s[1].sql"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("s[1].sql");
    assertThat(store.listed()).isEmpty();
  }
}
