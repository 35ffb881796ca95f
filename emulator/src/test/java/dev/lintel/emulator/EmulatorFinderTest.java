package dev.lintel.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorFinderTest {

  @TempDir private Path folder;
  private CommandsOnPath commands;

  @BeforeEach
  void emptyPath() throws IOException {
    commands = new CommandsOnPath(folder);
  }

  private EmulatorFinder finder() {
    return new EmulatorFinder(commands.environment());
  }

  @Test
  void givenTheVariable_usesTheRunningEmulator() throws IOException {
    commands.emulatorMain("exit 1");
    commands.set("SPANNER_EMULATOR_HOST", " localhost:9010 ");

    assertThat(finder().find()).isEqualTo(new EmulatorSource.Running("localhost:9010"));
  }

  @Test
  void givenTheVariableButANewOneIsNeeded_usesTheSdk() throws IOException {
    Path emulatorMain = commands.emulatorMain("exit 1");
    commands.set("SPANNER_EMULATOR_HOST", "localhost:9010");

    assertThat(finder().findStartable("some reason"))
        .isEqualTo(new EmulatorSource.Program(emulatorMain.toRealPath()));
  }

  @Test
  void givenAnEmptyVariable_usesTheSdkThatGcloudLinksTo() throws IOException {
    Path emulatorMain = commands.emulatorMain("exit 1");
    commands.docker("exit 0");
    commands.set("SPANNER_EMULATOR_HOST", "");

    assertThat(finder().find()).isEqualTo(new EmulatorSource.Program(emulatorMain.toRealPath()));
  }

  @Test
  void givenAnSdkWithoutTheEmulator_usesADockerThatAnswers() throws IOException {
    commands.gcloud();
    Path docker = commands.docker("[ \"$1\" = version ]");

    assertThat(finder().find()).isEqualTo(new EmulatorSource.Docker(docker));
  }

  @Test
  void givenNothing_namesTheThreeWays() {
    assertThatThrownBy(() -> finder().find())
        .isInstanceOf(EmulatorException.class)
        .hasMessage(
            """
            No Cloud Spanner emulator is available. Do one of these:
              1. Start one yourself and set SPANNER_EMULATOR_HOST, for example to localhost:9010 (it is not set).
              2. Install the Google Cloud SDK with its emulator, `gcloud components install cloud-spanner-emulator` \
            (there is no gcloud on the PATH).
              3. Start Docker, which then runs gcr.io/cloud-spanner-emulator/emulator (there is no docker on the PATH).\
            """);
  }

  @Test
  void givenUnusableWays_saysWhyEachIsUnusable() throws IOException {
    Path bin = commands.gcloud();
    Path docker = commands.docker("exit 1");

    assertThatThrownBy(
            () -> finder().findStartable("a running emulator cannot be used with a port"))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("(a running emulator cannot be used with a port)")
        .hasMessageContaining(
            "(gcloud is on the PATH, but there is no %s/cloud_spanner_emulator/emulator_main)",
            bin.toRealPath())
        .hasMessageContaining("(%s is there, but no Docker daemon answers)", docker);
  }

  @Test
  void dockerStopsTheContainerWithItsProcess() {
    assertThat(new EmulatorSource.Docker(Path.of("docker")).command(9011, List.of("--f")))
        .containsExactly(
            "docker",
            "run",
            "--rm",
            "--init",
            "-p",
            "127.0.0.1:9011:9010",
            "gcr.io/cloud-spanner-emulator/emulator",
            "./emulator_main",
            "--host_port=0.0.0.0:9010",
            "--f");
  }
}
