package dev.lintel.coders;

import com.google.cloud.spanner.Mutation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * A compact coder for {@link Mutation}: every operation, every kind of key set, every value type,
 * commit timestamp placeholders and untyped values included.
 *
 * <p>What is decoded equals what was encoded, bit for bit: the scale of a NUMERIC and the payload
 * of a NaN are kept. The one exception is {@code Value.COMMIT_TIMESTAMP} in a key, where it means
 * nothing: it comes back as the epoch, which is what the client sends for it.
 *
 * <p>Not deterministic, so a Mutation cannot be a key of a grouping; group by {@link
 * com.google.cloud.spanner.Key}. Mutations that differ can be equal (the client ignores which
 * elements of a numeric array are null, the sign of zero and the payload of NaN), and equal values
 * must not be encoded differently by a deterministic coder. For the same reason the structural
 * value is the encoding, and {@link #consistentWithEquals} is false.
 *
 * <p>Encoding and decoding throw a {@link org.apache.beam.sdk.coders.CoderException} for null, for
 * a value that this client cannot rebuild (of a type newer than it), for corrupt input, and for
 * input of an unknown format version; truncated input may also be an {@link java.io.EOFException}.
 *
 * <p>Stateless and thread-safe.
 */
public final class MutationCoder extends AtomicCoder<Mutation> {
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
