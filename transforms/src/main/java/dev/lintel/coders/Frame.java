package dev.lintel.coders;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.VarInt;

/**
 * The envelope of an encoded element: a version byte, the length of the body, the body.
 *
 * <p>Because of the length the body is read in one piece. So every length and count inside it can
 * be compared with the bytes that remain before anything is allocated for it.
 */
final class Frame {
  static final int VERSION = 1;

  /** Enough for a row of a few short columns; the buffer grows for a longer body. */
  private static final int INITIAL_BYTES = 256;

  private Frame() {}

  /** Writes the body of one element. */
  @FunctionalInterface
  interface BodyWriter<T> {
    void write(CodedOutputStream out, T element) throws IOException;
  }

  /** Reads the body of one element, to its end. */
  @FunctionalInterface
  interface BodyReader<T> {
    T read(CodedInputStream in) throws IOException;
  }

  /**
   * Writes an element in its envelope.
   *
   * @param what the kind of element, for messages
   * @throws CoderException if the element is null or cannot be encoded; nothing is written then
   */
  static <T> void encode(T element, OutputStream out, String what, BodyWriter<T> writer)
      throws IOException {
    if (element == null) {
      throw new CoderException("cannot encode a null " + what);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(INITIAL_BYTES);
    CodedOutputStream coded = CodedOutputStream.newInstance(body, INITIAL_BYTES);
    writer.write(coded, element);
    coded.flush();
    out.write(VERSION);
    VarInt.encode(body.size(), out);
    body.writeTo(out);
  }

  /**
   * Reads an element in its envelope.
   *
   * @param what the kind of element, for messages
   * @throws EOFException if the input ends before the element does
   * @throws CoderException if the version is unknown or the input is not an encoded element
   */
  static <T> T decode(InputStream in, String what, BodyReader<T> reader) throws IOException {
    readVersion(in, what);
    int length = readLength(in, what);
    // Allocates as the bytes arrive, so that a corrupt length cannot exhaust the memory.
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException(
          "truncated " + what + ": only " + body.length + " of " + length + " bytes");
    }
    CodedInputStream coded = CodedInputStream.newInstance(body);
    T element;
    try {
      coded.pushLimit(length);
      element = reader.read(coded);
    } catch (CoderException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The client's factories check their arguments with several unchecked exceptions.
      throw new CoderException("corrupt " + what + ": " + e.getMessage(), e);
    }
    if (!coded.isAtEnd()) {
      throw new CoderException(
          "corrupt " + what + ": " + coded.getBytesUntilLimit() + " bytes are left over");
    }
    return element;
  }

  private static int readLength(InputStream in, String what) throws IOException {
    int length;
    try {
      length = VarInt.decodeInt(in);
    } catch (EOFException e) {
      throw e;
    } catch (IOException e) {
      throw new CoderException("corrupt " + what + ": its length is not a number", e);
    }
    if (length < 0) {
      throw new CoderException("corrupt " + what + ": its length is " + length + " bytes");
    }
    return length;
  }

  private static void readVersion(InputStream in, String what) throws IOException {
    int version = in.read();
    if (version < 0) {
      throw new EOFException("truncated " + what + ": the input is empty");
    }
    if (version != VERSION) {
      throw new CoderException(
          "cannot decode a "
              + what
              + " of format version "
              + version
              + ": this release reads version "
              + VERSION);
    }
  }

  /**
   * Reads a count of things that each take at least one bit of the rest of the input.
   *
   * @throws CoderException if the rest of the input is too short for so many
   */
  static int readCount(CodedInputStream in) throws IOException {
    int count = in.readRawVarint32();
    if (count < 0 || count > 8L * in.getBytesUntilLimit()) {
      throw new CoderException("corrupt count: " + Integer.toUnsignedString(count));
    }
    return count;
  }
}
