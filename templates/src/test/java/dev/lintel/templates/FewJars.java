package dev.lintel.templates;

import static java.util.Comparator.comparingLong;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lintel's own jars and two small ones of the libraries, for tests to which the rest does not
 * matter: compressing 200 MB of jars takes most of a minute.
 */
final class FewJars {
  private FewJars() {}

  static PackagedPipeline ofThisBuild() throws IOException {
    PackagedPipeline all = PackagedPipeline.running();
    Stream<Path> small =
        all.libraries().stream()
            .filter(jar -> !isOurs(jar))
            .sorted(comparingLong((Path jar) -> jar.toFile().length()))
            .limit(2);
    List<Path> libraries =
        Stream.concat(all.libraries().stream().filter(FewJars::isOurs), small).toList();
    return new PackagedPipeline(all.jar(), libraries);
  }

  private static boolean isOurs(Path jar) {
    return jar.getFileName().toString().startsWith("lintel-");
  }
}
