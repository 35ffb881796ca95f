package dev.lintel.transforms;

import com.google.cloud.Timestamp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * Encodes an {@link AppliedElement} with the coder of its element. It is as deterministic and as
 * thread-safe as that coder.
 *
 * @param <T> the type of the element
 */
public final class AppliedElementCoder<T> extends StructuredCoder<AppliedElement<T>> {
  private static final long serialVersionUID = 1;

  private final Coder<T> elementCoder;

  private AppliedElementCoder(Coder<T> elementCoder) {
    this.elementCoder = elementCoder;
  }

  public static <T> AppliedElementCoder<T> of(Coder<T> elementCoder) {
    return new AppliedElementCoder<>(elementCoder);
  }

  @Override
  public void encode(AppliedElement<T> value, OutputStream out) throws IOException {
    Timestamp timestamp = value.getCommitTimestamp();
    VarLongCoder.of().encode(timestamp.getSeconds(), out);
    VarIntCoder.of().encode(timestamp.getNanos(), out);
    elementCoder.encode(value.getElement(), out);
  }

  @Override
  public AppliedElement<T> decode(InputStream in) throws IOException {
    long seconds = VarLongCoder.of().decode(in);
    int nanos = VarIntCoder.of().decode(in);
    Timestamp timestamp;
    try {
      timestamp = Timestamp.ofTimeSecondsAndNanos(seconds, nanos);
    } catch (IllegalArgumentException e) {
      throw new CoderException("corrupt AppliedElement: " + e.getMessage(), e);
    }
    return AppliedElement.of(elementCoder.decode(in), timestamp);
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(elementCoder);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    verifyDeterministic(this, "The element coder must be deterministic", elementCoder);
  }

  @Override
  public boolean consistentWithEquals() {
    return elementCoder.consistentWithEquals();
  }

  @Override
  public Object structuralValue(AppliedElement<T> value) {
    return value == null || consistentWithEquals()
        ? value
        : AppliedElement.of(
            elementCoder.structuralValue(value.getElement()), value.getCommitTimestamp());
  }
}
