package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

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
      BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(in, null);
      var magic = new byte[DataFileConstants.MAGIC.length];
      decoder.readFixed(magic);
      if (!Arrays.equals(magic, DataFileConstants.MAGIC)) {
        throw new IOException("not an Avro data file");
      }
      Map<String, String> facts = new HashMap<>();
      for (long entries = decoder.readMapStart(); entries != 0; entries = decoder.mapNext()) {
        for (long i = 0; i < entries; i++) {
          String name = decoder.readString();
          facts.put(name, StandardCharsets.UTF_8.decode(decoder.readBytes(null)).toString());
        }
      }
      String schema = facts.get(DataFileConstants.SCHEMA);
      if (schema == null) {
        throw new IOException("its header has no schema");
      }
      return new AvroHeader(
          facts.getOrDefault(DataFileConstants.CODEC, DataFileConstants.NULL_CODEC), schema);
    } catch (UnreadableFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Avro refuses lengths that are too large in its own ways.
      throw file.unreadable(e);
    }
  }
}
