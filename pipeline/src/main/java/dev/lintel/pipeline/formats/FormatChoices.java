package dev.lintel.pipeline.formats;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.options.Choice;
import dev.lintel.pipeline.options.Choices;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The formats as the values of an option, described for different uses. */
public final class FormatChoices {
  private FormatChoices() {}

  /** For an option whose default depends on the input. */
  public static final class AnyUse implements Choices {
    @Override
    public ImmutableList<Choice> list() {
      return choices(Formats.all().stream(), Format::description);
    }
  }

  /** For what is read; says by which extensions a format is recognized. */
  public static final class ForReading implements Choices {
    @Override
    public ImmutableList<Choice> list() {
      return choices(
          Formats.all().stream(),
          format ->
              format.extensions().stream()
                  .map(extension -> "." + extension)
                  .collect(Collectors.joining(", ", format.description() + " (", ")")));
    }
  }

  /** For what is written; says how it is written. The formats with a schema come first. */
  public static final class ForWriting implements Choices {
    @Override
    public ImmutableList<Choice> list() {
      return choices(
          Formats.all().stream()
              .sorted(Comparator.comparing(Format::hasSchema, Comparator.reverseOrder())),
          Format::writtenForm);
    }
  }

  private static ImmutableList<Choice> choices(
      Stream<Format> formats, Function<Format, String> description) {
    return formats
        .map(format -> new Choice(format.optionName(), format.label(), description.apply(format)))
        .collect(ImmutableList.toImmutableList());
  }
}
