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
 * A coder for Structs that all have the same type. It does not write the type, which takes most of
 * the bytes when {@link StructCoder} encodes a row of a few short columns; in all else it is like
 * that coder.
 *
 * <p>Encoding throws a {@link CoderException} for a Struct of another type. Immutable and
 * thread-safe.
 */
public final class TypedStructCoder extends CustomCoder<Struct> {
  private static final long serialVersionUID = 1;

  private final Type type;

  private TypedStructCoder(Type type) {
    this.type = type;
  }

  /**
   * Returns the coder of the Structs of a type.
   *
   * @throws IllegalArgumentException if the type is not a STRUCT
   */
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
