package dev.lintel.compare;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Struct;
import dev.lintel.coders.KeyCoder;
import dev.lintel.coders.StructCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * A compact coder for {@link RowDifference}: a version byte, then table, key and rows by the coders
 * of this library. Not deterministic, like {@link StructCoder}. Stateless and thread-safe.
 *
 * <p>Throws {@link CoderException} for null and for input of an unknown format version.
 */
public final class RowDifferenceCoder extends AtomicCoder<RowDifference> {
  private static final long serialVersionUID = 1;

  private static final int VERSION = 1;

  private static final RowDifferenceCoder INSTANCE = new RowDifferenceCoder();
  private static final Coder<Struct> ROW = NullableCoder.of(StructCoder.of());
  private static final Coder<List<Integer>> POSITIONS = ListCoder.of(VarIntCoder.of());

  private RowDifferenceCoder() {}

  public static RowDifferenceCoder of() {
    return INSTANCE;
  }

  /** Offers this coder to Beam, which finds it by the annotation of {@link RowDifference}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(RowDifference.class), INSTANCE);
  }

  @Override
  public void encode(RowDifference value, OutputStream out) throws IOException {
    if (value == null) {
      throw new CoderException("cannot encode a null RowDifference");
    }
    out.write(VERSION);
    StringUtf8Coder.of().encode(value.getTable(), out);
    KeyCoder.of().encode(value.getKey(), out);
    ROW.encode(value.getExpected().orElse(null), out);
    ROW.encode(value.getActual().orElse(null), out);
    POSITIONS.encode(value.getPositions(), out);
  }

  @Override
  public RowDifference decode(InputStream in) throws IOException {
    int version = in.read();
    if (version != VERSION) {
      throw new CoderException("cannot decode a RowDifference of format version " + version);
    }
    String table = StringUtf8Coder.of().decode(in);
    Key key = KeyCoder.of().decode(in);
    Struct expected = ROW.decode(in);
    Struct actual = ROW.decode(in);
    return new RowDifference(table, key, expected, actual, POSITIONS.decode(in));
  }

  /**
   * @throws NonDeterministicException always
   */
  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    StructCoder.of().verifyDeterministic();
  }
}
