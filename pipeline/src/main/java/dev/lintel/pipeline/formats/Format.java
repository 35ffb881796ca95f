package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.DecodeMode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.RowWriter;
import dev.lintel.pipeline.records.InputShape;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * A format of data files: what it is called, and how its files are read and written. Immutable and
 * thread-safe; two of one class are equal, unless they write with different settings.
 */
public interface Format extends Serializable {

  /** Its name, as the value of an option. */
  RecordFormat recordFormat();

  /** A title of a few words, for help and forms. */
  String label();

  /** What such a file is, for help: a few words without a full stop. */
  String description();

  /** What a file is that is written here, for help; by default the {@link #description}. */
  default String writtenForm() {
    return description();
  }

  /**
   * The extensions of its files, in lower case and without a dot. Files are written with the first
   * one, and recognized by any of them.
   */
  ImmutableList<String> extensions();

  /** The extension that files are written with, without a dot. */
  default String extension() {
    return extensions().get(0);
  }

  /** Whether Google's export writes this format, so that an export has the layout of Google's. */
  default boolean isGooglesExport() {
    return false;
  }

  /** The same format, whose files are written with these settings. */
  default Format with(WriteSettings settings) {
    return this;
  }

  /** The name in options, files and messages. */
  default String optionName() {
    return recordFormat().optionName();
  }

  /** Whether the options for CSV files apply to the files of this format. */
  default boolean takesCsvOptions() {
    return false;
  }

  /** Whether each file has a schema with the types of its fields. */
  default boolean hasSchema() {
    return false;
  }

  /**
   * Opens a file and reads no more than its beginning, such as a header, a schema or the first
   * record of text. A malformed first record is not an error here, and a file without records is
   * valid.
   *
   * @throws dev.lintel.pipeline.files.UnreadableFileException if the file cannot be opened, is not
   *     of this format, or lacks the header that it should have
   */
  OpenFile<?> open(DataFile file, TextSettings settings);

  /**
   * Finds out which fields the records of these files have, and of which types.
   *
   * @param problems takes what is wrong; if the result is empty, something is
   * @throws dev.lintel.pipeline.files.UnreadableFileException as {@link #open}
   */
  Optional<FileShape<?>> shapeOf(InputFileSet files, Problems problems);

  /**
   * Describes a file for people.
   *
   * @param sample how many records are looked at to find the types of fields that the file does not
   *     state
   * @throws dev.lintel.pipeline.files.UnreadableFileException as {@link #open}; a file that says
   *     what it is, but cannot be read for that, is described with the reason
   */
  default FileDescription describe(DataFile file, TextSettings settings, int sample) {
    var problems = new Problems();
    Optional<FileShape<?>> shape =
        shapeOf(
            new InputFileSet(file.name(), ImmutableList.of(file), settings, ImmutableMap.of()),
            problems);
    return FileDescription.of(
            FileDescription.compressionOf(file),
            shape.stream()
                .map(FileShape::fields)
                .flatMap(
                    fields ->
                        fields.names().stream()
                            .map(
                                name ->
                                    FieldDescription.typed(
                                        name, "", "", false, ImmutableSet.of(fields.typeOf(name)))))
                .collect(ImmutableList.toImmutableList()))
        .withProblems(problems.lines());
  }

  /**
   * Writes rows of these columns to a file.
   *
   * @param schema the schema of the rows, for formats whose files have one
   * @param out closed with the writer, and left to the caller if this fails
   * @throws IllegalArgumentException if the columns cannot be written
   */
  RowWriter openRows(List<Type.StructField> columns, Schema schema, OutputStream out)
      throws IOException;

  /**
   * How the client best decodes the rows that {@link #openRows} writes. A writer of text takes over
   * most of what the server sent.
   */
  default DecodeMode decodeMode() {
    return DecodeMode.LAZY_PER_COL;
  }

  /**
   * Writes a file without rows, but with the header or schema that a reader expects, and closes the
   * stream. The same columns and schema always give the same bytes. If there are no columns and a
   * file of this format cannot have none, the file is empty.
   */
  default void writeWithoutRows(List<Type.StructField> columns, Schema schema, OutputStream out)
      throws IOException {
    openRows(columns, schema, out).close();
  }

  /**
   * In which form records of that shape travel if they are to be written in this format: field by
   * field, unless this format can write them as they were read.
   */
  default RecordForm formOf(InputShape input) {
    return FieldsForm.of(input, this);
  }

  /**
   * Whether the records are text, so that one that was rejected can be kept as its text, and read
   * again by {@link #textConverter}.
   */
  default boolean isText() {
    return false;
  }

  /**
   * Converts the text of single records to rows of a table, if the format {@link #isText}. The
   * converter throws a {@link dev.lintel.convert.ConversionException} for text that is not exactly
   * one record of that table.
   *
   * @param settings with the columns of the file that the records are from
   * @throws IllegalArgumentException if the table does not have these columns
   */
  default Function<RawText, Mutation> textConverter(
      Table table, Mutation.Op operation, TextSettings settings) {
    throw new UnsupportedOperationException("Records of " + optionName() + " are not text");
  }
}
