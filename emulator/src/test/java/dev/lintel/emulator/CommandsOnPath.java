package dev.lintel.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A PATH for one test, with shell scripts as commands. */
final class CommandsOnPath {

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  CommandsOnPath(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(path());
    environment.put("PATH", path().toString());
  }

  Path path() {
    return folder.resolve("path");
  }

  UnaryOperator<String> environment() {
    return environment::get;
  }

  CommandsOnPath set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Puts a {@code gcloud} on the PATH that is a link into an SDK without the emulator. */
  Path gcloud() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("sdk").resolve("bin"));
    Path gcloud = script(bin.resolve("gcloud"), "exit 1");
    Files.createSymbolicLink(path().resolve("gcloud"), gcloud);
    return bin;
  }

  /** Puts a {@code gcloud} on the PATH that links into an SDK whose emulator is this script. */
  Path emulatorMain(String body) throws IOException {
    return script(gcloud().resolve("cloud_spanner_emulator").resolve("emulator_main"), body);
  }

  /** Puts a {@code docker} on the PATH. */
  Path docker(String body) throws IOException {
    return script(path().resolve("docker"), body);
  }

  private static Path script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
