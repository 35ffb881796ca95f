package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;

/**
 * What the header of an Avro data file says. It can be read whatever the codec of the blocks is.
 *
 * @param codec of the blocks: {@code null} if they are not compressed, as Avro calls it
 * @param schemaText the schema of the records, in JSON
 */
public record AvroHeader(String codec, String schemaText) {

  /**
   * Reads the header.
   *
   * @throws UnreadableFileException if the file cannot be opened or is not an Avro data file
   */
  public static AvroHeader read(DataFile file) {
    try (InputStream in = file.open()) {
      AvroHead head = AvroHead.read(in);
      return new AvroHeader(head.codec(), head.schemaText());
    } catch (UnreadableFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw file.unreadable(e);
    }
  }
}
