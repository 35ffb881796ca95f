package dev.lintel.pipeline.imports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.formats.FormatChoices;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.options.Choice;
import dev.lintel.pipeline.options.Choices;
import java.util.Optional;

/**
 * What the files of an import contain: records of a format, or records that an earlier run
 * rejected. The files may be compressed.
 *
 * @param recordFormat empty for rejected records
 */
public record ImportFormat(Optional<RecordFormat> recordFormat) {
  private static final String REJECTED = "rejected";

  /**
   * The value of the option.
   *
   * @throws IllegalArgumentException if it is not one of its choices
   */
  @JsonCreator
  public static ImportFormat of(String value) {
    if (value.equals(REJECTED)) {
      return new ImportFormat(Optional.empty());
    }
    Optional<RecordFormat> format = RecordFormat.named(value);
    if (format.isEmpty()) {
      throw new IllegalArgumentException("There is no format " + value);
    }
    return new ImportFormat(format);
  }

  boolean isRejected() {
    return recordFormat.isEmpty();
  }

  @JsonValue
  @Override
  public String toString() {
    return recordFormat.map(RecordFormat::optionName).orElse(REJECTED);
  }

  /** The values of the option. */
  public static final class Values implements Choices {
    @Override
    public ImmutableList<Choice> list() {
      return ImmutableList.<Choice>builder()
          .addAll(new FormatChoices.ForReading().list())
          .add(
              new Choice(
                  REJECTED, "Rejected records", "what an earlier job wrote to invalidOutputPath"))
          .build();
    }
  }
}
