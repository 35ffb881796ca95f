package dev.lintel.transforms;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.PaneInfoCoder;

/** Encodes an {@link ElementWithPane} with the coder of its element. */
final class ElementWithPaneCoder<T> extends CustomCoder<ElementWithPane<T>> {
  private static final long serialVersionUID = 1;

  private final Coder<T> elementCoder;

  ElementWithPaneCoder(Coder<T> elementCoder) {
    this.elementCoder = elementCoder;
  }

  @Override
  public void encode(ElementWithPane<T> value, OutputStream out) throws IOException {
    PaneInfoCoder.of().encode(value.pane(), out);
    elementCoder.encode(value.element(), out);
  }

  @Override
  public ElementWithPane<T> decode(InputStream in) throws IOException {
    var pane = PaneInfoCoder.of().decode(in);
    return new ElementWithPane<>(elementCoder.decode(in), pane);
  }
}
