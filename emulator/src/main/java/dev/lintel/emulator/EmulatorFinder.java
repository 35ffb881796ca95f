package dev.lintel.emulator;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Finds a way to get an emulator, in this order: a running emulator, the Google Cloud SDK, Docker.
 */
final class EmulatorFinder {

  static final String HOST_VARIABLE = "SPANNER_EMULATOR_HOST";

  private static final Duration DOCKER_ANSWERS_WITHIN = Duration.ofSeconds(20);

  private final UnaryOperator<String> environment;

  /**
   * @param environment returns the value of an environment variable, or null
   */
  EmulatorFinder(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  /**
   * Finds the first usable way.
   *
   * @throws EmulatorException if there is none; the message has the three ways and why each is
   *     unusable
   */
  EmulatorSource find() {
    String host = environment.apply(HOST_VARIABLE);
    return host == null || host.isBlank()
        ? findStartable("it is not set")
        : new EmulatorSource.Running(host.strip());
  }

  /**
   * As {@link #find}, but ignores a running emulator.
   *
   * @param whyNotRunning why a running emulator is not used, for the message
   */
  EmulatorSource.Startable findStartable(String whyNotRunning) {
    Optional<Path> gcloud = onPath("gcloud");
    Optional<Path> emulatorMain = gcloud.map(EmulatorFinder::emulatorOf);
    if (emulatorMain.isPresent() && Files.isExecutable(emulatorMain.get())) {
      return new EmulatorSource.Program(emulatorMain.get());
    }
    Optional<Path> docker = onPath("docker");
    if (docker.isPresent() && daemonAnswers(docker.get())) {
      return new EmulatorSource.Docker(docker.get());
    }
    throw new EmulatorException(
        """
        No Cloud Spanner emulator is available. Do one of these:
          1. Start one yourself and set %s, for example to localhost:9010 (%s).
          2. Install the Google Cloud SDK with its emulator, `gcloud components install cloud-spanner-emulator` \
        (%s).
          3. Start Docker, which then runs %s (%s).\
        """
            .formatted(
                HOST_VARIABLE,
                whyNotRunning,
                emulatorMain
                    .map(main -> "gcloud is on the PATH, but there is no " + main)
                    .orElse("there is no gcloud on the PATH"),
                EmulatorSource.Docker.IMAGE,
                docker
                    .map(command -> command + " is there, but no Docker daemon answers")
                    .orElse("there is no docker on the PATH")));
  }

  private Optional<Path> onPath(String command) {
    String path = Optional.ofNullable(environment.apply("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Path emulatorOf(Path gcloud) {
    try {
      return gcloud.toRealPath().resolveSibling("cloud_spanner_emulator").resolve("emulator_main");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean daemonAnswers(Path docker) {
    try {
      Process process =
          new ProcessBuilder(docker.toString(), "version", "--format", "{{.Server.Version}}")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return process.waitFor(DOCKER_ANSWERS_WITHIN.toSeconds(), TimeUnit.SECONDS)
            && process.exitValue() == 0;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
