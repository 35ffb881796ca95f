package dev.lintel.coders;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import com.google.cloud.spanner.Type.StructField;
import com.google.common.collect.ImmutableBiMap;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.lintel.values.ScalarType;
import dev.lintel.values.ScalarTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.CoderException;

/**
 * The encoding of a type: a head byte, then the fields of a STRUCT or the name of a PROTO or ENUM.
 *
 * <p>The low five bits of the head are the number of the type code. The bit {@link #ARRAY} says
 * that the type is an array of that type. The bit {@link #NULL} is for the writer of a value that
 * follows the type.
 */
final class TypeEncoding {
  static final int NULL = 0x20;
  static final int ARRAY = 0x40;

  /** The head of a value that has no type. */
  static final int UNTYPED = 0;

  private static final int CODE_MASK = 0x1F;

  /**
   * How deep types may be nested. Reading and writing recurse, so a limit saves the stack; Spanner
   * accepts 15 levels in a query.
   */
  private static final int MAX_DEPTH = 100;

  /** Numbers of the format: an entry never changes. */
  private static final ImmutableBiMap<Code, Integer> NUMBERS =
      ImmutableBiMap.<Code, Integer>builder()
          .put(Code.BOOL, 1)
          .put(Code.INT64, 2)
          .put(Code.FLOAT32, 3)
          .put(Code.FLOAT64, 4)
          .put(Code.NUMERIC, 5)
          .put(Code.PG_NUMERIC, 6)
          .put(Code.STRING, 7)
          .put(Code.JSON, 8)
          .put(Code.PG_JSONB, 9)
          .put(Code.PG_OID, 10)
          .put(Code.PROTO, 11)
          .put(Code.ENUM, 12)
          .put(Code.BYTES, 13)
          .put(Code.TIMESTAMP, 14)
          .put(Code.DATE, 15)
          .put(Code.UUID, 16)
          .put(Code.INTERVAL, 17)
          .put(Code.STRUCT, 18)
          .put(Code.ARRAY, 19)
          .buildOrThrow();

  private TypeEncoding() {}

  /**
   * Writes a type.
   *
   * @param flags {@link #NULL} or 0, which is added to the head
   */
  static void write(CodedOutputStream out, Type type, int flags) throws IOException {
    write(out, type, flags, 0);
  }

  private static void write(CodedOutputStream out, Type type, int flags, int depth)
      throws IOException {
    checkDepth(depth);
    boolean isArray = type.getCode() == Code.ARRAY;
    Type innermost = isArray ? type.getArrayElementType() : type;
    Integer number = NUMBERS.get(innermost.getCode());
    if (number == null) {
      throw new CoderException(
          "cannot encode a value of type " + type + ", which this Spanner client does not know");
    }
    out.write((byte) (number | flags | (isArray ? ARRAY : 0)));
    switch (innermost.getCode()) {
      case PROTO, ENUM -> Scalars.writeString(out, innermost.getProtoTypeFqn());
      case ARRAY -> write(out, innermost, 0, depth + 1);
      case STRUCT -> {
        List<StructField> fields = innermost.getStructFields();
        out.writeUInt32NoTag(fields.size());
        for (StructField field : fields) {
          Scalars.writeString(out, field.getName());
          write(out, field.getType(), 0, depth + 1);
        }
      }
      default -> {}
    }
  }

  /** Reads a type whose head has no {@link #NULL}. */
  static Type read(CodedInputStream in) throws IOException {
    return readInner(in, 0);
  }

  /** Reads the rest of a type after its head. */
  static Type read(CodedInputStream in, int head) throws IOException {
    return read(in, head, 0);
  }

  private static Type read(CodedInputStream in, int head, int depth) throws IOException {
    checkDepth(depth);
    Code code = NUMBERS.inverse().get(head & CODE_MASK);
    if (code == null || head < 0) {
      throw new CoderException("corrupt type: " + Integer.toHexString(head & 0xFF));
    }
    Type innermost =
        switch (code) {
          case PROTO -> Type.proto(Scalars.readString(in));
          case ENUM -> Type.protoEnum(Scalars.readString(in));
          case STRUCT -> readStruct(in, depth + 1);
          case ARRAY -> readInner(in, depth + 1);
          default -> ScalarTypes.find(code).flatMap(ScalarType::type).orElseThrow();
        };
    return (head & ARRAY) == 0 ? innermost : Type.array(innermost);
  }

  private static Type readStruct(CodedInputStream in, int depth) throws IOException {
    int count = Frame.readCount(in);
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(StructField.of(Scalars.readString(in), readInner(in, depth)));
    }
    return Type.struct(fields);
  }

  private static Type readInner(CodedInputStream in, int depth) throws IOException {
    byte head = in.readRawByte();
    if ((head & NULL) != 0) {
      throw new CoderException("corrupt type: a null flag where no value follows");
    }
    return read(in, head, depth);
  }

  private static void checkDepth(int depth) throws CoderException {
    if (depth > MAX_DEPTH) {
      throw new CoderException("a type is nested more than " + MAX_DEPTH + " levels deep");
    }
  }
}
