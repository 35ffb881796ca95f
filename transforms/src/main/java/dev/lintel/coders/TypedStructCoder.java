package dev.lintel.coders;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * A coder for Structs that are all of one type, which it knows and so need not write: otherwise
 * like {@link StructCoder}, whose encoding of a row with a few short columns is mostly its type.
 *
 * <p>Encoding throws a {@link CoderException} for a Struct of another type. Immutable and
 * thread-safe.
 */
public final class TypedStructCoder extends CustomCoder<Struct> {
  private final Type type;

  private TypedStructCoder(Type type) {
    this.type = type;
  }

  /** The coder of Structs of that type, which is a STRUCT. */
  public static TypedStructCoder of(Type type) {
    if (type.getCode() != Type.Code.STRUCT) {
      throw new IllegalArgumentException("Not the type of a Struct: " + type);
    }
    return new TypedStructCoder(type);
  }

  @Override
  public void encode(Struct value, OutputStream out) throws IOException {
    Frame.encode(
        value,
        out,
        "Struct",
        (body, struct) -> {
          if (!struct.getType().equals(type)) {
            throw new CoderException(
                "cannot encode a Struct of the type " + struct.getType() + " as " + type);
          }
          StructEncoding.writeFields(body, type, struct);
        });
  }

  @Override
  public Struct decode(InputStream in) throws IOException {
    return Frame.decode(in, "Struct", body -> StructEncoding.readFields(body, type));
  }

  /**
   * Like {@link StructCoder#verifyDeterministic}.
   *
   * @throws NonDeterministicException always
   */
  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    StructCoder.of().verifyDeterministic();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TypedStructCoder that && type.equals(that.type);
  }

  @Override
  public int hashCode() {
    return Objects.hash(TypedStructCoder.class, type);
  }
}
