package dev.lintel.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The launcher script in an unpacked archive, which has jars, no sources and no Maven. The archive
 * itself is tried by {@code release/check-archive}.
 */
class LauncherInArchiveTest {

  @TempDir private Path folder;
  private Path home;
  private Path pipeline;
  private Path templates;

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectories(folder.resolve("lintel-9")).toRealPath();
    Files.copy(Path.of("../lintel"), home.resolve("lintel"));
    pipeline = jar("pipeline");
    templates = jar("templates");
    Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
    Files.writeString(
        bin.resolve("java"), "#!/usr/bin/env bash\nprintf 'arg:%s\\n' \"$@\"\nexit 7\n");
    Files.setPosixFilePermissions(
        bin.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void runsTheJarsOfTheArchiveAndBuildsNothing() throws Exception {
    List<String> output = call("import", "--input=a b");

    assertThat(output)
        .contains("arg:" + templates + ":" + pipeline)
        .endsWith("arg:import", "arg:--input=a b", "status:7")
        .noneMatch(line -> line.contains("building"));
  }

  @Test
  void givenAJarThatIsMissing_saysSo() throws Exception {
    Files.delete(pipeline);

    assertThat(call("import"))
        .containsExactly(
            "lintel: %s/jars is incomplete; unpack the archive again".formatted(home), "status:1");
  }

  @ParameterizedTest
  @CsvSource({
    "bench,the measurements are not in the archive",
    "import --runner=FlinkRunner,the class path for Flink is not in the archive"
  })
  void whatNeedsTheSourcesSaysSo(String arguments, String message) throws Exception {
    List<String> output = call(arguments.split(" "));

    assertThat(output).hasSize(2).last().isEqualTo("status:1");
    assertThat(output.get(0)).contains(message).endsWith("in a clone of the repository");
  }

  private Path jar(String module) throws IOException {
    Path jars = Files.createDirectories(home.resolve("jars").resolve(module));
    return Files.createFile(jars.resolve("lintel-" + module + "-9.jar"));
  }

  /** The lines of both outputs, and the exit status. */
  private List<String> call(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("lintel").toString()));
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("JAVA_OPTS", "LINTEL_OPTS"));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    Process process = builder.start();
    List<String> lines =
        new ArrayList<>(
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList());
    lines.add("status:" + process.waitFor());
    return lines;
  }
}
