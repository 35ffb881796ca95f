package dev.lintel.coders;

import com.google.cloud.spanner.Value;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.apache.beam.sdk.coders.CoderException;

/**
 * What the client sends for a value, also for one of {@link Value#untyped}, whose encoding it is.
 */
public final class UntypedValues {
  private UntypedValues() {}

  /** Found on first use, so that a client without the method fails for untyped values only. */
  private static final class ToProto {
    static final Method METHOD = find();

    private static Method find() {
      try {
        Method method = Value.class.getDeclaredMethod("toProto");
        method.setAccessible(true);
        return method;
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(
            "this Spanner client does not give access to untyped values", e);
      }
    }
  }

  static void write(CodedOutputStream out, Value value) throws IOException {
    com.google.protobuf.Value proto = proto(value);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(proto.getSerializedSize());
    CodedOutputStream coded = CodedOutputStream.newInstance(bytes);
    // Otherwise the fields of a struct_value are written in any order.
    coded.useDeterministicSerialization();
    proto.writeTo(coded);
    coded.flush();
    out.writeByteArrayNoTag(bytes.toByteArray());
  }

  static Value read(CodedInputStream in) throws IOException {
    return Value.untyped(com.google.protobuf.Value.parseFrom(in.readByteArray()));
  }

  /**
   * Returns what the client sends for the value. The public getters return only a bool, number or
   * string of it.
   *
   * @throws CoderException if the client does not tell
   */
  public static com.google.protobuf.Value proto(Value value) throws CoderException {
    try {
      return (com.google.protobuf.Value) ToProto.METHOD.invoke(value);
    } catch (IllegalAccessException e) {
      throw new CoderException("cannot encode a value", e);
    } catch (InvocationTargetException e) {
      throw new CoderException("cannot encode a value", e.getCause());
    }
  }
}
