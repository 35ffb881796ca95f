package dev.lintel.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedPipelineTest {

  @TempDir private Path folder;
  private Path jar;
  private Path lib;

  @BeforeEach
  void layOut() throws IOException {
    jar = folder.resolve("lintel-pipeline-1.jar");
    lib = Files.createDirectories(folder.resolve("lib"));
    Files.createFile(lib.resolve("b.jar"));
    Files.createFile(lib.resolve("a.jar"));
    Files.createFile(lib.resolve("left-behind-by-another-build.jar"));
  }

  @Test
  void takesTheJarsOfTheManifestInItsOrderAndNoOthers() throws IOException {
    jarWithClassPath("lib/b.jar lib/a.jar");

    assertThat(PackagedPipeline.of(jar))
        .isEqualTo(new PackagedPipeline(jar, List.of(lib.resolve("b.jar"), lib.resolve("a.jar"))));
  }

  @Test
  void givenAMissingJar_namesItAndTheRemedy() throws IOException {
    jarWithClassPath("lib/b.jar lib/c.jar");

    assertThatThrownBy(() -> PackagedPipeline.of(jar))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s needs %s, which is not there; ./mvnw package -pl pipeline -am puts it there",
            jar, lib.resolve("c.jar"));
  }

  private void jarWithClassPath(String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }
}
