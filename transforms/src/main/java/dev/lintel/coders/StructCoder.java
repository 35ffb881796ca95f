package dev.lintel.coders;

import com.google.cloud.spanner.Struct;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * A compact coder for {@link Struct}: rows of a result set, and structs made by a builder; nested,
 * with unnamed and repeated fields, or without any.
 *
 * <p>What is decoded equals what was encoded and has the same type, whichever of the client's
 * classes it was.
 *
 * <p>Not deterministic, so a Struct cannot be a key of a grouping; group by {@link
 * com.google.cloud.spanner.Key}. Structs with NaN of different payloads are equal, and equal values
 * must not be encoded differently by a deterministic coder. The structural value is the encoding,
 * and {@link #consistentWithEquals} is false, because the client's {@code equals} throws for a
 * Struct with a commit timestamp placeholder.
 *
 * <p>Encoding and decoding throw a {@link org.apache.beam.sdk.coders.CoderException} for null, for
 * a field that this client cannot rebuild (of a type newer than it), for corrupt input, and for
 * input of an unknown format version; truncated input may also be an {@link java.io.EOFException}.
 *
 * <p>Stateless and thread-safe.
 */
public final class StructCoder extends AtomicCoder<Struct> {
  private static final StructCoder INSTANCE = new StructCoder();

  private StructCoder() {}

  public static StructCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Struct value, OutputStream out) throws IOException {
    Frame.encode(value, out, "Struct", StructEncoding::write);
  }

  @Override
  public Struct decode(InputStream in) throws IOException {
    return Frame.decode(in, "Struct", StructEncoding::read);
  }

  /**
   * @throws NonDeterministicException always
   */
  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    throw new NonDeterministicException(
        this, "Structs that differ in the payload of a NaN are equal: group by Key instead.");
  }
}
