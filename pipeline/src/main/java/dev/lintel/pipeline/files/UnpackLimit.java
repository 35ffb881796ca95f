package dev.lintel.pipeline.files;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How much content a compressed file may have, as a whole or in the parts that its format
 * compresses. Without a limit, a small file could keep a worker busy for days, or fill its memory.
 * Immutable.
 *
 * @param bytesOrNull the most bytes of content; null for the default, which depends on the size of
 *     the file
 */
public record UnpackLimit(@Nullable Long bytesOrNull) implements Serializable {

  /** No file of this content is refused, however small it is. It is read in a minute. */
  private static final long ALWAYS_ALLOWED = 1L << 30;

  /** Files of data shrink to a tenth, those of nearly equal records perhaps to a hundredth. */
  private static final long MAX_RATIO = 200;

  /**
   * No part of this content is refused that is in memory as a whole: a block of Avro, a page of
   * Parquet. Writers make them of a few mebibytes at most.
   */
  private static final long ALWAYS_ALLOWED_AT_ONCE = 1L << 26;

  /** The limit if none is given. */
  public static final UnpackLimit DEFAULT = new UnpackLimit(null);

  /** The limit that an option gives. */
  public static UnpackLimit of(CompressedFileOptions options) {
    return new UnpackLimit(options.getMaxUncompressedBytes());
  }

  /**
   * What a file is refused for that has so much content, to go on after "unpacks to"; null if it is
   * not refused.
   *
   * @param stored how many of its bytes have been read for it
   */
  @Nullable String refusal(long content, long stored) {
    return refusal(content, stored, ALWAYS_ALLOWED);
  }

  /**
   * Likewise, of one part of a file that is in memory as a whole.
   *
   * @param stored how many bytes of the file the part has
   */
  @Nullable String refusalAtOnce(long content, long stored) {
    return refusal(content, stored, ALWAYS_ALLOWED_AT_ONCE);
  }

  private @Nullable String refusal(long content, long stored, long always) {
    if (bytesOrNull != null) {
      return content <= bytesOrNull
          ? null
          : "more than the %d bytes that --%s allows"
              .formatted(bytesOrNull, CompressedFileOptions.OPTION);
    }
    return content <= always || content / MAX_RATIO <= stored
        ? null
        : "more than %d bytes and more than %d times its size; if that is meant, give --%s"
            .formatted(always, MAX_RATIO, CompressedFileOptions.OPTION);
  }
}
