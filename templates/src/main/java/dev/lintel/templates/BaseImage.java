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

/** The image to which the layers are added. */
sealed interface BaseImage {

  /** Google's image, which contains the launcher that Dataflow starts. */
  String GOOGLES_LAUNCHER = "gcr.io/dataflow-templates-base/java17-template-launcher-base";

  /** Starts a new image on this base. */
  JibContainerBuilder begin() throws InvalidImageReferenceException;

  /** The name of this image, if it must be pulled from a registry. */
  Optional<ImageReference> inRegistry();

  /** A description for the user, to follow the size of the added layers. */
  String described();

  /** Parses an option's value; adds a problem if the value is invalid. */
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

  /** No base: the image consists of the added layers. */
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

  /** An image in a registry, in a file or in the local Docker. */
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
