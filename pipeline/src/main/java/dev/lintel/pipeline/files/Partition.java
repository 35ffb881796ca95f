package dev.lintel.pipeline.files;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A folder as Hive names the parts of a table, {@code name=value}: all records of the files in it
 * have that value in the field of that name. Characters that a path cannot have are written as a
 * percent sign and two hexadecimal digits for each of their bytes.
 *
 * @param name the name of the field, decoded
 * @param value the value as text, decoded; null for {@link #NULL}
 * @param folder the name of the folder
 */
public record Partition(String name, @Nullable String value, String folder) {
  /** What a writer names the value null. */
  static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  private static final int HEXADECIMAL = 16;

  /**
   * The partitions that a file is in, the outermost first: the folders directly above it, as far up
   * as they are named so.
   *
   * @throws IllegalArgumentException if a name is not UTF-8 once it is decoded
   */
  public static ImmutableList<Partition> of(DataFile file) {
    List<String> path = pathOf(file.resource());
    return path.subList(firstOf(path), path.size() - 1).stream()
        .map(Partition::parse)
        .collect(ImmutableList.toImmutableList());
  }

  /** Whether a file is in any partition. */
  public static boolean has(DataFile file) {
    List<String> path = pathOf(file.resource());
    return firstOf(path) < path.size() - 1;
  }

  /** The folder above all partitions that a file is in, with a slash at the end. */
  static String baseOf(ResourceId file) {
    List<String> path = pathOf(file);
    return String.join("/", path.subList(0, firstOf(path))) + "/";
  }

  private static List<String> pathOf(ResourceId file) {
    return Splitter.on('/').splitToList(file.toString());
  }

  /** The position of the first partition, or else of the file's own name. */
  private static int firstOf(List<String> path) {
    int first = path.size() - 1;
    while (first > 0 && path.get(first - 1).indexOf('=') > 0) {
      first--;
    }
    return first;
  }

  private static Partition parse(String folder) {
    int equals = folder.indexOf('=');
    String value = folder.substring(equals + 1);
    return new Partition(
        decode(folder.substring(0, equals), folder),
        value.equals(NULL) ? null : decode(value, folder),
        folder);
  }

  /** A percent sign without two digits behind it stands for itself. */
  private static String decode(String text, String folder) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    var decoded = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      boolean mayBeEncoded = encoded[i] == '%' && i + 2 < encoded.length;
      int high = mayBeEncoded ? digit(encoded[i + 1]) : -1;
      int low = high < 0 ? -1 : digit(encoded[i + 2]);
      if (low < 0) {
        decoded.write(encoded[i]);
      } else {
        decoded.write(high * HEXADECIMAL + low);
        i += 2;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(decoded.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "the folder %s is not UTF-8 once its percent signs are decoded".formatted(folder), e);
    }
  }

  private static int digit(byte character) {
    return Character.digit((char) character, HEXADECIMAL);
  }
}
