package dev.lintel.templates;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import dev.lintel.pipeline.command.Problems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The image that the layers are put on. */
sealed interface BaseImage {

  /** For Dataflow's launcher, which is in it. */
  String GOOGLES_LAUNCHER = "gcr.io/dataflow-templates-base/java17-template-launcher-base";

  /** A new image on this one. */
  JibContainerBuilder begin() throws InvalidImageReferenceException;

  /** Its name, if it has to be pulled from a registry. */
  Optional<ImageReference> inRegistry();

  /** For a person, after the size of what is put on it. */
  String described();

  /** Reads an option's value; adds to the problems what is wrong with it. */
  static BaseImage of(String option, String value, Problems problems) {
    boolean valid =
        value.startsWith(Jib.TAR_IMAGE_PREFIX)
            ? isFile(value.substring(Jib.TAR_IMAGE_PREFIX.length()))
            : nameOf(withoutPrefix(value)).isPresent();
    if (!valid) {
      problems.add(
          "%s=%s: %s"
              .formatted(
                  option,
                  value,
                  value.startsWith(Jib.TAR_IMAGE_PREFIX)
                      ? "there is no such file"
                      : "not the name of an image"));
    }
    return new Named(value);
  }

  /** No base: only what is added. */
  record Scratch() implements BaseImage {
    @Override
    public JibContainerBuilder begin() {
      return Jib.fromScratch();
    }

    @Override
    public Optional<ImageReference> inRegistry() {
      return Optional.empty();
    }

    @Override
    public String described() {
      return "without a base";
    }
  }

  /** One that has a name, or is a file or one of the local Docker's. */
  record Named(String value) implements BaseImage {
    @Override
    public JibContainerBuilder begin() throws InvalidImageReferenceException {
      Optional<ImageReference> name = inRegistry();
      return name.isPresent() ? Jib.from(Registries.named(name.get())) : Jib.from(value);
    }

    @Override
    public Optional<ImageReference> inRegistry() {
      return value.startsWith(Jib.TAR_IMAGE_PREFIX)
              || value.startsWith(Jib.DOCKER_DAEMON_IMAGE_PREFIX)
          ? Optional.empty()
          : nameOf(withoutPrefix(value));
    }

    @Override
    public String described() {
      return "on " + value;
    }
  }

  private static String withoutPrefix(String value) {
    for (String prefix : List.of(Jib.REGISTRY_IMAGE_PREFIX, Jib.DOCKER_DAEMON_IMAGE_PREFIX)) {
      if (value.startsWith(prefix)) {
        return value.substring(prefix.length());
      }
    }
    return value;
  }

  private static boolean isFile(String file) {
    try {
      return Files.isRegularFile(Path.of(file));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Optional<ImageReference> nameOf(String name) {
    try {
      return Optional.of(ImageReference.parse(name));
    } catch (InvalidImageReferenceException e) {
      return Optional.empty();
    }
  }
}
