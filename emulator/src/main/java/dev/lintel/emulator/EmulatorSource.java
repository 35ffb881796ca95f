package dev.lintel.emulator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One way to get an emulator. */
sealed interface EmulatorSource {

  /** An emulator that is already running. */
  record Running(String host) implements EmulatorSource {}

  /** An emulator to start, with flags of {@code emulator_main}. */
  sealed interface Startable extends EmulatorSource {
    List<String> command(int port, List<String> flags);
  }

  /** The program of the Google Cloud SDK. */
  record Program(Path emulatorMain) implements Startable {
    @Override
    public List<String> command(int port, List<String> flags) {
      List<String> command = new ArrayList<>();
      command.add(emulatorMain.toString());
      command.add("--host_port=localhost:" + port);
      command.addAll(flags);
      return command;
    }
  }

  /** Google's image in Docker. */
  record Docker(Path docker) implements Startable {
    static final String IMAGE = "gcr.io/cloud-spanner-emulator/emulator";

    /**
     * Stopping {@code docker run} stops the container: it forwards SIGTERM, and {@code --init} adds
     * a first process that handles the signal, which the emulator as first process of the container
     * would not.
     */
    @Override
    public List<String> command(int port, List<String> flags) {
      List<String> command = new ArrayList<>();
      command.addAll(
          List.of(docker.toString(), "run", "--rm", "--init", "-p", "127.0.0.1:" + port + ":9010"));
      command.addAll(List.of(IMAGE, "./emulator_main", "--host_port=0.0.0.0:9010"));
      command.addAll(flags);
      return command;
    }
  }
}
