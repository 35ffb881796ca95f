package dev.lintel.pipeline.files;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How much content a compressed file may have. Without a limit, a small file could keep a worker
 * busy for days. Immutable.
 *
 * @param bytesOrNull the most bytes of content; null for the default, which depends on the size of
 *     the file
 */
public record UnpackLimit(@Nullable Long bytesOrNull) implements Serializable {

  /** No file of this content is refused, however small it is. It is read in a minute. */
  private static final long ALWAYS_ALLOWED = 1L << 30;

  /** Files of data shrink to a tenth, those of nearly equal records perhaps to a hundredth. */
  private static final long MAX_RATIO = 200;

  /** The limit if none is given. */
  public static final UnpackLimit DEFAULT = new UnpackLimit(null);

  /** The limit that an option gives. */
  public static UnpackLimit of(CompressedFileOptions options) {
    return new UnpackLimit(options.getMaxUncompressedBytes());
  }

  /**
   * Why a file is refused that has so much content, for a message that names the file; null if it
   * is not.
   *
   * @param stored how many of its bytes have been read for it
   */
  @Nullable String refusal(long content, long stored) {
    if (bytesOrNull != null) {
      return content <= bytesOrNull
          ? null
          : "unpacks to more than the %d bytes that --%s allows"
              .formatted(bytesOrNull, CompressedFileOptions.OPTION);
    }
    return content <= ALWAYS_ALLOWED || content / MAX_RATIO <= stored
        ? null
        : "unpacks to more than %d bytes and more than %d times its size; if that is meant, give --%s"
            .formatted(ALWAYS_ALLOWED, MAX_RATIO, CompressedFileOptions.OPTION);
  }
}
