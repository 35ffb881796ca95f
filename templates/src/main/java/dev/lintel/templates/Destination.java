package dev.lintel.templates;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import dev.lintel.pipeline.options.CommandSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where images and specs go. */
sealed interface Destination permits GoogleCloud, LocalFolder {

  /** Finds out, before anything is built, whether results can be put there. */
  void check() throws IOException;

  /** The name of a job's image, with its tag. */
  String imageName(CommandSpec job);

  /** Where Jib is to put it. */
  Containerizer containerizer(CommandSpec job) throws InvalidImageReferenceException;

  /** Called when Jib is done. */
  void finish(CommandSpec job) throws IOException;

  /** What a spec calls the image. */
  String imageInSpec(CommandSpec job, String digest);

  /** The spec's path, as Beam's FileSystems understands it. */
  String specFile(CommandSpec job);

  /** Why an image could not be made, in one line that names it and what mends it. */
  IOException explain(CommandSpec job, Exception failure);

  /** What to do with the result, after all is there. */
  List<String> next(CommandSpec job);

  /** The name without a registry. */
  static String localName(CommandSpec job, String tag) {
    return "lintel-%s:%s".formatted(job.name(), tag);
  }

  /** The first exception of a type among an exception and its causes. */
  static <X extends Throwable> Optional<X> causeOf(Throwable thrown, Class<X> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }
}
