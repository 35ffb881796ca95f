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
 * How the values of one scalar type, and their arrays, are encoded.
 *
 * @param get gets the content of a value that is not null
 * @param of builds the value of a type and a content; null content gives the type's null value
 * @param getArray gets the elements of an array that is not null
 * @param ofArray builds the array of an element type and elements; null gives the null array
 * @param writer writes content that is not null
 * @param reader reads content; never returns null
 * @param <T> the class of the content
 */
record ValueFormat<T>(
    Function<Value, T> get,
    BiFunction<Type, T, Value> of,
    Function<Value, List<T>> getArray,
    BiFunction<Type, List<T>, Value> ofArray,
    Writer<T> writer,
    Reader<T> reader) {

  /** Writes content; the reader will know its type. */
  @FunctionalInterface
  interface Writer<T> {
    void write(CodedOutputStream out, Type type, T content) throws IOException;
  }

  /** Reads the content of a value of a type. */
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
