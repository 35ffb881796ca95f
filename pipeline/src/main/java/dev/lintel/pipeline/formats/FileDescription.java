package dev.lintel.pipeline.formats;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileCompression;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file says about itself, for people, and what its first records show where it says nothing.
 *
 * @param codec how its content is compressed: as a whole, or in its blocks or pages; "none" if it
 *     is not
 * @param records how many it has, if it says so
 * @param writer the program that wrote it, if it says so
 * @param fields in the order of the file
 * @param problems why its records cannot be read, a line each; the types that fields fit are not
 *     known then
 */
public record FileDescription(
    String codec,
    OptionalLong records,
    Optional<String> writer,
    ImmutableList<FieldDescription> fields,
    ImmutableList<String> problems) {

  /** The description of a file that says nothing but its fields. */
  static FileDescription of(String codec, ImmutableList<FieldDescription> fields) {
    return new FileDescription(
        codec, OptionalLong.empty(), Optional.empty(), fields, ImmutableList.of());
  }

  /** How a file is compressed as a whole, by its name. */
  static String compressionOf(DataFile file) {
    return FileCompression.of(file.fileName()).name().toLowerCase(Locale.ROOT);
  }

  FileDescription withProblems(List<String> value) {
    return new FileDescription(codec, records, writer, fields, ImmutableList.copyOf(value));
  }
}
