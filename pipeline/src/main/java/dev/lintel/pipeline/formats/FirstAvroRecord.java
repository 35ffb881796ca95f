package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.files.avro.AvroRecordReader;
import java.io.IOException;
import org.apache.avro.Schema;

/**
 * What reading the first record of an Avro or Parquet file shows.
 *
 * @param fits the types that each of its fields fits, in their order; empty if the record cannot be
 *     read
 * @param problems why it cannot be read, in one line; empty if it can
 */
record FirstAvroRecord(ImmutableList<ImmutableSet<Type>> fits, ImmutableList<String> problems) {

  static FirstAvroRecord of(AvroBased format, DataFile file, TextSettings settings) {
    try (AvroFile open = format.open(file, settings)) {
      AvroRecordReader reader = open.records();
      Schema schema = reader.getSchema();
      if (schema.getType() != Schema.Type.RECORD) {
        return unreadable(
            "File %s holds values of type %s, not records"
                .formatted(file.name(), schema.getType()));
      }
      boolean unused = reader.hasNext();
      return new FirstAvroRecord(
          schema.getFields().stream()
              .map(field -> FittingTypes.of(field.schema()))
              .collect(ImmutableList.toImmutableList()),
          ImmutableList.of());
    } catch (UnreadableFileException e) {
      return unreadable(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private static FirstAvroRecord unreadable(String problem) {
    return new FirstAvroRecord(ImmutableList.of(), ImmutableList.of(problem));
  }

  /** The types that a field fits; none if the record cannot be read. */
  ImmutableSet<Type> fits(int field) {
    return fits.isEmpty() ? ImmutableSet.of() : fits.get(field);
  }
}
