package dev.lintel.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.util.VarInt;
import org.apache.beam.sdk.values.TypeDescriptor;

/** A coder for {@link RowCounts}: two numbers. Stateless and thread-safe. */
public final class RowCountsCoder extends AtomicCoder<RowCounts> {
  private static final long serialVersionUID = 1;

  private static final RowCountsCoder INSTANCE = new RowCountsCoder();

  private RowCountsCoder() {}

  public static RowCountsCoder of() {
    return INSTANCE;
  }

  /** Offers this coder to Beam, which finds it by the annotation of {@link RowCounts}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(RowCounts.class), INSTANCE);
  }

  @Override
  public void encode(RowCounts value, OutputStream out) throws IOException {
    VarInt.encode(value.expected(), out);
    VarInt.encode(value.actual(), out);
  }

  @Override
  public RowCounts decode(InputStream in) throws IOException {
    return new RowCounts(VarInt.decodeLong(in), VarInt.decodeLong(in));
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
