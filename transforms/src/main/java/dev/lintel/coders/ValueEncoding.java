package dev.lintel.coders;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import com.google.cloud.spanner.Value;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;

/** The encoding of a value: its type, with a flag for null, then its content. */
final class ValueEncoding {
  private ValueEncoding() {}

  static void write(CodedOutputStream out, Value value) throws IOException {
    Type type = value.getType();
    if (type == null) {
      out.write((byte) TypeEncoding.UNTYPED);
      UntypedValues.write(out, value);
      return;
    }
    TypeEncoding.write(out, type, value.isNull() ? TypeEncoding.NULL : 0);
    if (!value.isNull()) {
      writeContent(out, type, value);
    }
  }

  static Value read(CodedInputStream in) throws IOException {
    byte head = in.readRawByte();
    if (head == TypeEncoding.UNTYPED) {
      return UntypedValues.read(in);
    }
    Type type = TypeEncoding.read(in, head);
    return (head & TypeEncoding.NULL) != 0 ? nullOf(type) : readContent(in, type);
  }

  /** Writes the content of a value that is not null, without its type. */
  static void writeContent(CodedOutputStream out, Type type, Value value) throws IOException {
    if (type.getCode() == Code.ARRAY) {
      Type elementType = type.getArrayElementType();
      ValueFormats.of(elementType).writeArray(out, elementType, value);
    } else {
      ValueFormats.of(type).write(out, type, value);
    }
  }

  static Value readContent(CodedInputStream in, Type type) throws IOException {
    if (type.getCode() == Code.ARRAY) {
      Type elementType = type.getArrayElementType();
      return ValueFormats.of(elementType).readArray(in, elementType);
    }
    return ValueFormats.of(type).read(in, type);
  }

  static Value nullOf(Type type) throws IOException {
    if (type.getCode() == Code.ARRAY) {
      Type elementType = type.getArrayElementType();
      return ValueFormats.of(elementType).nullArray(elementType);
    }
    return ValueFormats.of(type).nullValue(type);
  }
}
