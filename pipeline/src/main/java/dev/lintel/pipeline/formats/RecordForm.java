package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.records.RecordFields;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * In which form a record travels from the input to the output. An element is a Struct with the
 * columns of the record somewhere in it, directly followed by the columns that were added to it.
 * Immutable and thread-safe.
 */
public interface RecordForm extends Serializable {

  /** Whether the record is taken apart: each of its columns is one of its fields. */
  default boolean isFieldByField() {
    return false;
  }

  /** The columns of the record in its element. */
  ImmutableList<Type.StructField> columns();

  /**
   * Encodes records with these fields. Not thread-safe.
   *
   * @param added the names of the fields that will be added
   */
  <R> RecordEncoder<R> encoder(RecordFields<R> fields, ImmutableSet<String> added);

  /**
   * Decodes records to JSON. Not thread-safe.
   *
   * @param first the position of the record's first column in its element
   */
  RecordDecoder decoder(int first);

  /**
   * Writes the records of elements, with what was added to them, to a file.
   *
   * @param first the position of the record's first column in its element
   * @param added the columns that were added
   * @param out closed with the writer, and left to the caller if this fails
   * @throws IllegalArgumentException if the records cannot be written
   */
  ElementWriter open(int first, ImmutableList<Type.StructField> added, OutputStream out)
      throws IOException;
}
