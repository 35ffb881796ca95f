package dev.lintel.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the process that the launcher starts, with a registry whose certificate it verifies. This
 * shows that its class path contains everything that Jib needs.
 */
class StageProcessIT {

  @TempDir private Path folder;
  private Path target;
  private Path temporary;

  @BeforeEach
  void makeFolders() throws IOException {
    target = folder.resolve("target");
    temporary = Files.createDirectories(folder.resolve("tmp"));
  }

  @Test
  void givenABaseInARegistry_putsTheLayersOnIt() throws Exception {
    try (FakeRegistry registry = FakeRegistry.open(folder.resolve("blobs"))) {
      Path file = Files.writeString(folder.resolve("launcher"), "#!/bin/sh\n");

      JavaProcess ended =
          stage(
              registry,
              registry.pushABase("launcher", file),
              FewJars.classPath(Files.createDirectories(folder.resolve("jars"))));

      assertThat(ended.status()).as(ended.output()).isZero();
      ImageTar image = ImageTar.open(target.resolve("lintel-export.tar"), folder.resolve("apart"));
      assertThat(image.layerDigests()).hasSize(3);
      assertThat(ImageTar.files(image.layers().get(0))).containsExactly("/opt/launcher");
      assertThat(image.environment())
          .containsEntry("HOME_OF_THE_LAUNCHER", "/opt")
          .containsEntry("LINTEL_JOB", "export");
      assertThat(temporary).isEmptyDirectory();
    }
  }

  /** Jib is still compressing the jars when the registry refuses the base. */
  @Test
  void givenItFailsWhileLayersAreMade_leavesNothingBehind() throws Exception {
    try (FakeRegistry registry =
        new FakeRegistry(
            folder.resolve("blobs"),
            (method, path) -> path.contains("/bases/hidden/manifests/") ? 403 : 0)) {
      String base = registry.host() + "/bases/hidden:1";

      JavaProcess ended =
          stage(
              registry,
              base,
              FewJars.classPathOfLarge(Files.createDirectories(folder.resolve("jars"))));

      assertThat(ended.status()).isEqualTo(1);
      assertThat(ended.output())
          .contains("lintel stage: the base image " + base + " may not be read");
      assertThat(temporary).isEmptyDirectory();
      assertThat(target).isEmptyDirectory();
    }
  }

  private JavaProcess stage(FakeRegistry registry, String base, List<String> jobs)
      throws Exception {
    String options =
        "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s -Djava.io.tmpdir=%s"
            .formatted(registry.certificate(), SelfSigned.PASSWORD, temporary);
    return JavaProcess.ofLauncher(
        Map.of("JAVA_TOOL_OPTIONS", options),
        jobs,
        "stage",
        "--local=" + target,
        "--baseImage=" + base,
        "--jobs=export");
  }
}
