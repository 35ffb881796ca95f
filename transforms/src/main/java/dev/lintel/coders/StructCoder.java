package dev.lintel.coders;

import com.google.cloud.spanner.Struct;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * A compact coder for {@link Struct}: for rows of a result set and structs of a builder, which may
 * be nested and have unnamed fields, repeated names or no fields.
 *
 * <p>A decoded Struct equals the encoded one and has the same type, whichever class of the client
 * the encoded one had.
 *
 * <p>Not deterministic, so a Struct cannot be the key of a grouping; group by {@link
 * com.google.cloud.spanner.Key}. The reason is that Structs with NaN of different payloads are
 * equal, while a deterministic coder must encode equal values equally. The structural value is the
 * encoding, and {@link #consistentWithEquals} is false, because the client's {@code equals} throws
 * for a Struct with a commit timestamp placeholder.
 *
 * <p>Encoding throws a {@link org.apache.beam.sdk.coders.CoderException} for null, and, with its
 * name, for a type of field that this client does not know. Decoding throws it for corrupt input
 * and for input of an unknown format version; for truncated input, it may throw an {@link
 * java.io.EOFException} instead.
 *
 * <p>Stateless and thread-safe.
 */
public final class StructCoder extends AtomicCoder<Struct> {
  private static final long serialVersionUID = 1;

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
