package dev.lintel.templates;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import dev.lintel.pipeline.options.CommandSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where images and specs go. */
sealed interface Destination permits GoogleCloud, LocalFolder {

  /**
   * Checks, before anything is built, that this destination can be used.
   *
   * @throws IOException if it cannot
   */
  void check() throws IOException;

  /** The name of a job's image, with its tag. */
  String imageName(CommandSpec job);

  /** The target to which Jib writes a job's image. */
  Containerizer containerizer(CommandSpec job) throws InvalidImageReferenceException;

  /** Called after Jib has written a job's image. */
  void finish(CommandSpec job) throws IOException;

  /** The name by which a spec refers to a job's image. */
  String imageInSpec(CommandSpec job, String digest);

  /** The path of a job's spec, in the form of Beam's FileSystems. */
  String specFile(CommandSpec job);

  /** Why an image could not be built: one line that names the image and the remedy. */
  IOException explain(CommandSpec job, Exception failure);

  /** Lines that explain the next step to the user, once all images and specs are written. */
  List<String> next(CommandSpec job);

  /** The name of an image without a registry. */
  static String localName(CommandSpec job, String tag) {
    return "lintel-%s:%s".formatted(Templates.inImageName(job), tag);
  }

  /** The first exception of the type in the chain of causes, including the exception itself. */
  static <X extends Throwable> Optional<X> causeOf(Throwable thrown, Class<X> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }
}
