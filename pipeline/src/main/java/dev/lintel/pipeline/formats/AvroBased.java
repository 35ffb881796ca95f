package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.AvroAnnotations;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.InParallel;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.files.avro.AvroRecordReader;
import dev.lintel.pipeline.files.avro.RecordWriter;
import dev.lintel.pipeline.records.InputShape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A format whose records are read and written as Avro records. */
interface AvroBased extends Format {

  /**
   * Whether a file has exactly the Avro schema of its records. Otherwise it has types of its own,
   * and some of them get lost when its records are read or written as Avro records.
   */
  boolean keepsAvroSchema();

  AvroRecordReader openRecords(DataFile file);

  /**
   * Writes records of that schema.
   *
   * @param out closed with the writer, and left to the caller if this fails
   * @throws IllegalArgumentException if a file of this format cannot have the schema
   */
  RecordWriter openRecords(Schema schema, OutputStream out) throws IOException;

  /** The Avro type, without null, in which values of a type are written. */
  Schema schemaOf(Type type);

  @Override
  default boolean hasSchema() {
    return true;
  }

  @Override
  default AvroFile open(DataFile file, TextSettings settings) {
    AvroRecordReader records = openRecords(file);
    if (settings.timestampUnit() != null) {
      AvroAnnotations.setTimestampUnit(records.getSchema(), settings.timestampUnit());
    }
    return new AvroFile(records, settings.values(), settings.mapping());
  }

  @Override
  default Optional<FileShape<?>> shapeOf(InputFileSet input, Problems problems) {
    if (!input.declared().isEmpty()) {
      problems.add(
          "--spec: \"fields\" is for CSV and JSON Lines; %s has types itself"
              .formatted(optionName()));
    }
    ImmutableList<FileSchema> schemas = InParallel.map(input.files(), this::schemaOf);
    List<FileSchema> unreadable = schemas.stream().filter(file -> file.schema() == null).toList();
    if (!unreadable.isEmpty()) {
      unreadable.forEach(file -> problems.add(input.origin(), file.problem()));
      return Optional.empty();
    }
    Schema schema = null;
    for (int i = 0; i < schemas.size(); i++) {
      DataFile file = input.files().get(i);
      Schema next = schemas.get(i).schema();
      if (next.getType() != Schema.Type.RECORD) {
        problems.add(
            "%s: %s holds values of the type %s, not records"
                .formatted(input.origin(), file.name(), next.getType()));
        return Optional.empty();
      }
      if (schema == null) {
        schema = next;
      } else if (!schema.getFields().equals(next.getFields())) {
        problems.add(
            "%s: %s has other fields than %s"
                .formatted(input.origin(), file.name(), input.first().name()));
      }
    }
    if (input.settings().timestampUnit() != null) {
      AvroAnnotations.setTimestampUnit(schema, input.settings().timestampUnit());
    }
    return Optional.of(new AvroShape(this, schema.toString(), input.settings().values()));
  }

  /** The schema of a file, or why the file cannot be read. */
  record FileSchema(@Nullable Schema schema, String problem) {}

  private FileSchema schemaOf(DataFile file) {
    try (AvroRecordReader reader = openRecords(file)) {
      return new FileSchema(reader.getSchema(), "");
    } catch (UnreadableFileException e) {
      return new FileSchema(null, e.getMessage());
    } catch (IOException e) {
      return new FileSchema(null, file.unreadable(e).getMessage());
    }
  }

  @Override
  default RecordForm formOf(InputShape input) {
    return input instanceof AvroShape records && AvroPassThrough.isWhole(records, this)
        ? new AvroRecordForm(AvroAnnotations.withoutProperties(records.schemaText()), this)
        : Format.super.formOf(input);
  }
}
