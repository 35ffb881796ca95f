package dev.lintel.transforms;

import com.google.cloud.spanner.Struct;
import dev.lintel.coders.StructCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StructuredCoder;

/**
 * Encodes a {@link LookedUp} with the coder of its element. Not deterministic, because {@link
 * StructCoder} is not. As thread-safe as the element's coder.
 *
 * @param <T> the type of the element
 */
public final class LookedUpCoder<T> extends StructuredCoder<LookedUp<T>> {
  private static final long serialVersionUID = 1;

  private static final ListCoder<Struct> ROWS = ListCoder.of(StructCoder.of());

  private final Coder<T> elementCoder;

  private LookedUpCoder(Coder<T> elementCoder) {
    this.elementCoder = elementCoder;
  }

  public static <T> LookedUpCoder<T> of(Coder<T> elementCoder) {
    return new LookedUpCoder<>(elementCoder);
  }

  @Override
  public void encode(LookedUp<T> value, OutputStream out) throws IOException {
    elementCoder.encode(value.getElement(), out);
    ROWS.encode(value.getRows(), out);
  }

  @Override
  public LookedUp<T> decode(InputStream in) throws IOException {
    return LookedUp.of(elementCoder.decode(in), ROWS.decode(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(elementCoder);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    verifyDeterministic(this, "The coder of rows must be deterministic", ROWS);
    verifyDeterministic(this, "The element coder must be deterministic", elementCoder);
  }
}
