package dev.lintel.coders;

import com.google.cloud.spanner.Mutation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * A compact coder for {@link Mutation}: for inserts, updates, replaces and deletes with every kind
 * of key set, and values of every type, including commit timestamp placeholders and untyped values.
 *
 * <p>A decoded Mutation equals the encoded one bit for bit: the scale of a NUMERIC and the payload
 * of a NaN are kept. The one exception is {@code Value.COMMIT_TIMESTAMP} in a key, where it means
 * nothing: it is decoded to the epoch, which the client sends for it.
 *
 * <p>Not deterministic, so a Mutation cannot be the key of a grouping; group by {@link
 * com.google.cloud.spanner.Key}. The reason is that Mutations that differ can be equal (the client
 * ignores which elements of a numeric array are null, the sign of zero and the payload of NaN),
 * while a deterministic coder must encode equal values equally. For the same reason the structural
 * value is the encoding, and {@link #consistentWithEquals} is false.
 *
 * <p>Encoding throws a {@link org.apache.beam.sdk.coders.CoderException} for null, and, with its
 * name, for an operation or a type of value that this client does not know. Decoding throws it for
 * corrupt input and for input of an unknown format version; for truncated input, it may throw an
 * {@link java.io.EOFException} instead.
 *
 * <p>Stateless and thread-safe.
 */
public final class MutationCoder extends AtomicCoder<Mutation> {
  private static final long serialVersionUID = 1;

  private static final MutationCoder INSTANCE = new MutationCoder();

  private MutationCoder() {}

  public static MutationCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Mutation value, OutputStream out) throws IOException {
    Frame.encode(value, out, "Mutation", MutationEncoding::write);
  }

  @Override
  public Mutation decode(InputStream in) throws IOException {
    return Frame.decode(in, "Mutation", MutationEncoding::read);
  }

  /**
   * @throws NonDeterministicException always
   */
  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    throw new NonDeterministicException(
        this, "Mutations that differ in content can be equal: group by Key instead.");
  }
}
