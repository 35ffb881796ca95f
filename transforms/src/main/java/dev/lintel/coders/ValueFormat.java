package dev.lintel.coders;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Everything that depends on the type of a value, for one type.
 *
 * @param get the content of a non-null value
 * @param of the value of a type and content; null content makes a null of that type
 * @param getArray the elements of a non-null array value
 * @param ofArray the array value of an element type and elements; null elements make a null array
 * @param <T> what a value holds; never null where it is written or read
 */
record ValueFormat<T>(
    Function<Value, T> get,
    BiFunction<Type, T, Value> of,
    Function<Value, List<T>> getArray,
    BiFunction<Type, List<T>, Value> ofArray,
    Writer<T> writer,
    Reader<T> reader) {

  /** Writes content whose type the reader will know. */
  @FunctionalInterface
  interface Writer<T> {
    void write(CodedOutputStream out, Type type, T content) throws IOException;
  }

  /** Reads content of a type. */
  @FunctionalInterface
  interface Reader<T> {
    T read(CodedInputStream in, Type type) throws IOException;
  }

  void write(CodedOutputStream out, Type type, Value value) throws IOException {
    writer.write(out, type, get.apply(value));
  }

  Value read(CodedInputStream in, Type type) throws IOException {
    return of.apply(type, reader.read(in, type));
  }

  void writeArray(CodedOutputStream out, Type elementType, Value value) throws IOException {
    NullableList.write(
        out, getArray.apply(value), (o, content) -> writer.write(o, elementType, content));
  }

  Value readArray(CodedInputStream in, Type elementType) throws IOException {
    return ofArray.apply(elementType, NullableList.read(in, i -> reader.read(i, elementType)));
  }

  Value nullValue(Type type) {
    return of.apply(type, null);
  }

  Value nullArray(Type elementType) {
    return ofArray.apply(elementType, null);
  }
}
