package dev.lintel.coders;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.StructField;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * The encoding of a struct: its type, a bit per field for null, then the fields that are not null.
 */
final class StructEncoding {
  private StructEncoding() {}

  static void write(CodedOutputStream out, Struct struct) throws IOException {
    TypeEncoding.write(out, struct.getType(), 0);
    writeFields(out, struct.getType(), struct);
  }

  static Struct read(CodedInputStream in) throws IOException {
    return readFields(in, TypeEncoding.read(in));
  }

  /** Writes a struct without its type. */
  static void writeFields(CodedOutputStream out, Type type, Struct struct) throws IOException {
    List<StructField> fields = type.getStructFields();
    NullableList.writeNulls(out, fields.size(), struct::isNull);
    for (int i = 0; i < fields.size(); i++) {
      // A row of a result set cannot build the Value of a null STRUCT, so ask the row for nulls.
      if (!struct.isNull(i)) {
        ValueEncoding.writeContent(out, fields.get(i).getType(), struct.getValue(i));
      }
    }
  }

  static Struct readFields(CodedInputStream in, Type type) throws IOException {
    List<StructField> fields = type.getStructFields();
    byte[] nulls = NullableList.readNulls(in, fields.size());
    Struct.Builder struct = Struct.newBuilder();
    for (int i = 0; i < fields.size(); i++) {
      StructField field = fields.get(i);
      struct
          .set(field.getName())
          .to(
              NullableList.isNull(nulls, i)
                  ? ValueEncoding.nullOf(field.getType())
                  : ValueEncoding.readContent(in, field.getType()));
    }
    return struct.build();
  }
}
