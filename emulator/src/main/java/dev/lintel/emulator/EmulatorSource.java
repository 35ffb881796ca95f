package dev.lintel.emulator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One way to an emulator. */
sealed interface EmulatorSource {

  /** Somebody else's emulator, already running. */
  record Running(String host) implements EmulatorSource {}

  /** One that can be started, with the given flags of {@code emulator_main}. */
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

  /** Google's image. */
  record Docker(Path docker) implements Startable {
    static final String IMAGE = "gcr.io/cloud-spanner-emulator/emulator";

    /**
     * Stopping the {@code docker run} stops the container: it forwards SIGTERM, and {@code --init}
     * puts a process in front of the emulator that heeds it, which a bare first process of a
     * container does not.
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
