package dev.lintel.pipeline.job;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.OptionSpec;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A file or folder that an option names.
 *
 * @param option the option, with its dashes
 * @param path any path that Beam's FileSystems takes, or a pattern of files to read
 */
public record Place(String option, String path, Use use) {

  /** What a job does at a place. */
  public enum Use {
    READ_FILES,
    READ_FOLDER,
    WRITE_FILE,
    WRITE_FOLDER;

    public boolean isWritten() {
      return this == WRITE_FILE || this == WRITE_FOLDER;
    }
  }

  /**
   * The places that these options name, in the order of the help. An option names a place if its
   * {@code paramType} is one of the {@code GCS_} types.
   */
  public static ImmutableList<Place> allIn(CommandSpec spec, PipelineOptions options) {
    ImmutableList.Builder<Place> places = ImmutableList.builder();
    for (OptionSpec option : spec.options()) {
      Optional<Use> use = useOf(option);
      if (use.isPresent()) {
        option
            .valueIn(options)
            .map(String::valueOf)
            .filter(path -> !path.isEmpty())
            .ifPresent(path -> places.add(new Place("--" + option.name(), path, use.get())));
      }
    }
    return places.build();
  }

  private static Optional<Use> useOf(OptionSpec option) {
    return switch (option.paramType()) {
      case GCS_READ_FILE -> Optional.of(Use.READ_FILES);
      case GCS_READ_FOLDER -> Optional.of(Use.READ_FOLDER);
      case GCS_WRITE_FILE -> Optional.of(Use.WRITE_FILE);
      case GCS_WRITE_FOLDER -> Optional.of(Use.WRITE_FOLDER);
      case TEXT, BOOLEAN, ENUM, NUMBER, BY_TYPE -> Optional.empty();
    };
  }
}
