package dev.lintel.pipeline.exportfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which folders are exports, and which are not. */
class ExportFolderTest {
  @TempDir private Path folder;

  @BeforeAll
  static void findFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void filesAndTheManifestOfATextImportAreNotAnExport() throws IOException {
    write("Airports.csv", "1,Goroka");
    write("import-manifest.json", "{\"tables\": [{\"table_name\": \"Airports\"}]}");
    write("other-manifest.json", "[1, 2]");
    assertThat(ExportFolder.find(folder.toString())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lintel-export.json",
        "_export/lintel-export.json",
        "_temporary/A-0",
        "A-manifest.json"
      })
  void whatAnExportLeavesThatWasKilledIsRefused(String file) throws IOException {
    write(file, "{\"files\": [{\"name\": \"A.avro-00000-of-00001\"}]}");
    assertThatThrownBy(() -> ExportFolder.find(folder.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder + "/ is of an export that was not finished: it has no spanner-export.json");
  }

  @Test
  void aFolderThatCannotBeLookedAtIsNotTakenForAnEmptyOne() {
    assertThatThrownBy(() -> ExportFolder.find("denied://bucket/export"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("403 Forbidden");
  }
}
