package dev.lintel.templates;

import static java.util.Comparator.comparingLong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Lintel's own jars and two small ones of the libraries, for tests to which the rest does not
 * matter: compressing 200 MB of jars takes most of a minute.
 */
final class FewJars {
  private FewJars() {}

  static PackagedPipeline ofThisBuild() throws IOException {
    return withLibraries(comparingLong(FewJars::size));
  }

  private static long size(Path jar) {
    return jar.toFile().length();
  }

  private static PackagedPipeline withLibraries(Comparator<Path> firstTwo) throws IOException {
    PackagedPipeline all = PackagedPipeline.running();
    Stream<Path> two =
        all.libraries().stream().filter(jar -> !isOurs(jar)).sorted(firstTwo).limit(2);
    List<Path> libraries =
        Stream.concat(all.libraries().stream().filter(FewJars::isOurs), two).toList();
    return new PackagedPipeline(all.jar(), libraries);
  }

  /**
   * Makes a class path of the launcher whose jar of the jobs names few libraries, so that the
   * launcher makes images of these. The others are on the class path all the same.
   *
   * @param folder an empty folder for the jars
   */
  static List<String> classPath(Path folder) throws IOException {
    return classPath(folder, ofThisBuild());
  }

  /** Likewise, but the libraries are the two largest, which take a second to compress. */
  static List<String> classPathOfLarge(Path folder) throws IOException {
    return classPath(folder, withLibraries(comparingLong(FewJars::size).reversed()));
  }

  private static List<String> classPath(Path folder, PackagedPipeline few) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path library : few.libraries()) {
      Path copy = folder.resolve(library.getFileName());
      Files.copy(library, copy);
      names.add(copy.getFileName().toString());
    }
    Path jobs = folder.resolve(few.jar().getFileName());
    try (var in = new JarInputStream(Files.newInputStream(few.jar()))) {
      Manifest manifest = in.getManifest();
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", names));
      try (var out = new JarOutputStream(Files.newOutputStream(jobs), manifest)) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          out.putNextEntry(new JarEntry(entry.getName()));
          in.transferTo(out);
        }
      }
    }
    List<String> classPath = new ArrayList<>(List.of(jobs.toString()));
    PackagedPipeline.running().libraries().forEach(jar -> classPath.add(jar.toString()));
    return classPath;
  }

  private static boolean isOurs(Path jar) {
    return jar.getFileName().toString().startsWith("lintel-");
  }
}
