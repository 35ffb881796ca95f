package dev.lintel.coders;

import com.google.cloud.spanner.KeySet;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * A compact, deterministic coder for {@link KeySet}: KeySets are equal if and only if their
 * encodings are.
 *
 * <p>An enum constant of a generated protobuf class is decoded to the same constant, so that class
 * must be on the class path of the reader.
 *
 * <p>Encoding and decoding throw a {@link org.apache.beam.sdk.coders.CoderException} for null, for
 * corrupt input and for input of an unknown format version. For truncated input, decoding may throw
 * an {@link java.io.EOFException} instead.
 *
 * <p>Stateless and thread-safe.
 */
public final class KeySetCoder extends AtomicCoder<KeySet> {
  private static final long serialVersionUID = 1;

  private static final KeySetCoder INSTANCE = new KeySetCoder();

  private KeySetCoder() {}

  public static KeySetCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(KeySet value, OutputStream out) throws IOException {
    Frame.encode(value, out, "KeySet", KeySetEncoding::write);
  }

  @Override
  public KeySet decode(InputStream in) throws IOException {
    return Frame.decode(in, "KeySet", KeySetEncoding::read);
  }

  /** Does nothing: the encoding is deterministic. */
  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
