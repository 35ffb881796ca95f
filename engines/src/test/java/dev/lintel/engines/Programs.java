package dev.lintel.engines;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the system's packages. */
final class Programs {
  /** Debian's packages keep the programs of a server out of the PATH. */
  private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");

  private Programs() {}

  /** Where a program is; empty if it is not installed. */
  static Optional<Path> find(String name) throws IOException {
    List<Path> folders = new ArrayList<>();
    Splitter.on(File.pathSeparatorChar)
        .split(System.getenv().getOrDefault("PATH", ""))
        .forEach(folder -> folders.add(Path.of(folder)));
    folders.add(Path.of("/usr/sbin"));
    if (Files.isDirectory(POSTGRESQL)) {
      try (Stream<Path> versions = Files.list(POSTGRESQL)) {
        versions.sorted().forEach(version -> folders.add(version.resolve("bin")));
      }
    }
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs a program and returns what it prints.
   *
   * @throws IOException if its exit status is not 0, with what it says
   */
  static String run(List<String> command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("errors", ".txt");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(command.get(0) + ": " + Files.readString(errors));
      }
      return out;
    } finally {
      Files.delete(errors);
    }
  }

  /**
   * A command that a server program accepts: they refuse to run as root, so root runs them as
   * another user, who gets the folder.
   */
  static List<String> asServer(String user, Path folder, List<String> command) throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    Files.setOwner(
        folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    List<String> all = new ArrayList<>(List.of("runuser", "-u", user, "--"));
    all.addAll(command);
    return all;
  }
}
