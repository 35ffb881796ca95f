package dev.lintel.pipeline.inspect;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.formats.FieldDescription;
import dev.lintel.pipeline.formats.FileDescription;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.TextSettings;
import java.util.List;
import java.util.Optional;

/**
 * A file and what it says.
 *
 * @param table the table that it belongs to
 * @param description empty if the file cannot be read at all
 * @param problems why its records cannot be read, a line each, which names the file
 */
record InspectedFile(
    DataFile file,
    Format format,
    String table,
    Optional<FileDescription> description,
    ImmutableList<String> problems) {

  /**
   * Looks at a file.
   *
   * @param sample how many records are looked at if the file does not state types
   */
  static InspectedFile of(
      DataFile file, Format format, String table, TextSettings settings, int sample) {
    try {
      FileDescription description = format.describe(file, settings, sample);
      return new InspectedFile(
          file, format, table, Optional.of(description), description.problems());
    } catch (UnreadableFileException e) {
      return new InspectedFile(
          file, format, table, Optional.empty(), ImmutableList.of(String.valueOf(e.getMessage())));
    }
  }

  List<FieldDescription> fields() {
    return description.map(FileDescription::fields).orElse(ImmutableList.of());
  }
}
