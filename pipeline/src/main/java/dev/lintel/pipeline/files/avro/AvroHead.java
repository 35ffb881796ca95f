package dev.lintel.pipeline.files.avro;

import com.google.common.collect.ImmutableMap;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The bytes before the first block of an Avro data file. */
final class AvroHead {
  private static final int LAST_SHIFT = 63;

  private final ImmutableMap<String, String> facts;
  private final byte[] sync;

  private AvroHead(ImmutableMap<String, String> facts, byte[] sync) {
    this.facts = facts;
    this.sync = sync;
  }

  /**
   * Reads it from the start of a file.
   *
   * @throws IOException if the file does not begin like an Avro data file
   */
  static AvroHead read(InputStream file) throws IOException {
    byte[] magic = file.readNBytes(DataFileConstants.MAGIC.length);
    if (!Arrays.equals(magic, DataFileConstants.MAGIC)) {
      throw new IOException("not an Avro data file");
    }
    Map<String, String> facts = new HashMap<>();
    for (long entries = readLong(file); entries != 0; entries = readLong(file)) {
      if (entries < 0) {
        // The number of bytes follows, for readers that skip them.
        readLong(file);
      }
      for (long i = 0; i < Math.abs(entries); i++) {
        String name = readText(file);
        facts.put(name, readText(file));
      }
    }
    return new AvroHead(ImmutableMap.copyOf(facts), readBytes(file, DataFileConstants.SYNC_SIZE));
  }

  /** The marker after it and after each block; not to be changed. */
  byte[] sync() {
    return sync;
  }

  /** What it says of the file. */
  @Nullable String fact(String name) {
    return facts.get(name);
  }

  String codec() {
    return facts.getOrDefault(DataFileConstants.CODEC, DataFileConstants.NULL_CODEC);
  }

  /**
   * The schema of the records, in JSON.
   *
   * @throws IOException if there is none
   */
  String schemaText() throws IOException {
    String schema = facts.get(DataFileConstants.SCHEMA);
    if (schema == null) {
      throw new IOException("its header has no schema");
    }
    return schema;
  }

  /** As Avro's own reader parses it, which takes names and defaults as they are. */
  Schema schema() throws IOException {
    return new Schema.Parser().setValidate(false).setValidateDefaults(false).parse(schemaText());
  }

  private static String readText(InputStream in) throws IOException {
    return new String(readBytes(in, readLong(in)), StandardCharsets.UTF_8);
  }

  /** Reads so many bytes; memory is only used for those that are there. */
  static byte[] readBytes(InputStream in, long count) throws IOException {
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new IOException("a length of " + count + " bytes");
    }
    byte[] bytes = in.readNBytes((int) count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Reads a number in Avro's form: zigzag, seven bits a byte, the lowest first. */
  static long readLong(InputStream in) throws IOException {
    long bits = 0;
    for (int shift = 0; shift <= LAST_SHIFT; shift += 7) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      bits |= (b & 0x7FL) << shift;
      if (b < 0x80) {
        return bits >>> 1 ^ -(bits & 1);
      }
    }
    throw new IOException("a number of too many bytes");
  }
}
