package dev.lintel.templates;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.cli.Lintel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The jobs as the build packages them: a jar whose manifest names the other jars, by relative
 * paths.
 *
 * @param libraries the jars that the manifest names, in its order; other files beside them are
 *     ignored
 */
record PackagedPipeline(Path jar, List<Path> libraries) {

  /** Finds the jars. */
  @FunctionalInterface
  interface Source {
    PackagedPipeline get() throws IOException;
  }

  PackagedPipeline {
    libraries = ImmutableList.copyOf(libraries);
  }

  /**
   * The jars from which this process runs.
   *
   * @throws IOException if it does not run from jars, or one of them is missing
   */
  static PackagedPipeline running() throws IOException {
    Path place;
    try {
      place = Path.of(Lintel.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the location of a class is always a URI", e);
    }
    if (!Files.isRegularFile(place)) {
      throw new IOException(
          "the jobs run from %s, and images are made of their jar; ./lintel stage packages it"
              .formatted(place));
    }
    return of(place);
  }

  /** Lintel's version, from the manifest of the jar from which this process runs. */
  static String version() {
    return Optional.ofNullable(Lintel.class.getPackage().getImplementationVersion())
        .orElse("not-packaged");
  }

  /**
   * Reads the manifest of a jar.
   *
   * @throws IOException if a jar that the manifest names is missing
   */
  static PackagedPipeline of(Path jar) throws IOException {
    ImmutableList.Builder<Path> libraries = ImmutableList.builder();
    for (String entry : Splitter.on(' ').omitEmptyStrings().split(classPath(jar))) {
      Path library = jar.resolveSibling(entry);
      if (!Files.isRegularFile(library)) {
        throw new IOException(
            "%s needs %s, which is not there; ./mvnw package -pl pipeline -am puts it there"
                .formatted(jar, library));
      }
      libraries.add(library);
    }
    return new PackagedPipeline(jar, libraries.build());
  }

  private static String classPath(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      return manifest == null
          ? ""
          : Strings.nullToEmpty(manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH));
    }
  }
}
