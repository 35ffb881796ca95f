package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.AvroFields;
import dev.lintel.convert.AvroNames;
import dev.lintel.convert.AvroTypes;
import dev.lintel.convert.RowConverter;
import dev.lintel.pipeline.files.CsvForm;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.RowWriter;
import dev.lintel.pipeline.files.SampleData;
import dev.lintel.pipeline.files.avro.AvroCodec;
import dev.lintel.pipeline.files.avro.ParquetTypes;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Rows written to a file and read back, for tests of formats and writers. */
public final class RowFiles {
  private static final Mutation.Op OPERATION = Mutation.Op.INSERT_OR_UPDATE;

  private RowFiles() {}

  /** Rows of one type, at least one. */
  public static List<Map<String, Value>> writeAndRead(
      RecordFormat format, List<Struct> rows, Path file) throws IOException {
    List<Type.StructField> columns = rows.get(0).getType().getStructFields();
    write(format, rows, avroSchema(columns), file);
    return read(format, columns, file);
  }

  public static void write(RecordFormat format, List<Struct> rows, Schema schema, Path file)
      throws IOException {
    write(Formats.of(format), rows, schema, file);
  }

  /** Writes a Parquet file in those types. */
  public static void writeParquet(ParquetTypes types, List<Struct> rows, Path file)
      throws IOException {
    Format format =
        Formats.of(RecordFormat.PARQUET)
            .with(new WriteSettings(AvroCodec.SNAPPY, types, CsvForm.LOSSLESS));
    write(format, rows, avroSchema(rows.get(0).getType().getStructFields()), file);
  }

  private static void write(Format format, List<Struct> rows, Schema schema, Path file)
      throws IOException {
    List<Type.StructField> columns = rows.get(0).getType().getStructFields();
    try (OutputStream out = Files.newOutputStream(file);
        RowWriter writer = format.openRows(columns, schema, out)) {
      for (Struct row : rows) {
        writer.write(row);
      }
    }
  }

  public static List<Map<String, Value>> read(
      RecordFormat format, List<Type.StructField> columns, Path path) throws IOException {
    Table table = table(columns);
    DataFile file = SampleData.file(path);
    return rows(Formats.of(format).open(file, TextSettings.lossless()), table);
  }

  public static Map<String, Value> values(Struct row) {
    Mutation.WriteBuilder write = Mutation.newInsertBuilder("T");
    List<Type.StructField> fields = row.getType().getStructFields();
    for (int i = 0; i < fields.size(); i++) {
      write.set(fields.get(i).getName()).to(row.getValue(i));
    }
    return write.build().asMap();
  }

  /** As an export's: each column nullable, its name a property of its field. */
  public static Schema avroSchema(List<Type.StructField> columns) {
    Map<String, String> names =
        AvroNames.of(columns.stream().map(Type.StructField::getName).toList());
    var fields = new ArrayList<Schema.Field>();
    for (Type.StructField column : columns) {
      Schema type = AvroTypes.of(column.getType(), AvroTypes.Timestamps.STRING);
      var field = new Schema.Field(names.get(column.getName()), AvroTypes.nullable(type));
      field.addProp(AvroFields.COLUMN_NAME, column.getName());
      fields.add(field);
    }
    // A schema from a file knows the logical types that one just made does not.
    return new Schema.Parser()
        .parse(Schema.createRecord("T", null, "spannerexport", false, fields).toString());
  }

  private static Table table(List<Type.StructField> fields) {
    List<Column> columns =
        fields.stream()
            .map(
                field ->
                    Column.builder()
                        .setName(field.getName())
                        .setType(field.getType())
                        .setTypeName(field.getType().toString())
                        .build())
            .toList();
    return Table.builder()
        .setName("T")
        .setColumns(columns)
        .setPrimaryKey(List.of(KeyPart.ascending(columns.get(0).getName())))
        .build();
  }

  private static <R> List<Map<String, Value>> rows(OpenFile<R> file, Table table)
      throws IOException {
    var rows = new ArrayList<Map<String, Value>>();
    try (file) {
      RowConverter<R> converter = file.rowsOf(table, OPERATION).converter();
      while (file.records().hasNext()) {
        FileRecord<R> record = file.records().next();
        if (record instanceof FileRecord.Malformed<R> malformed) {
          throw new AssertionError(malformed.problem());
        }
        rows.add(converter.convert(((FileRecord.Row<R>) record).row()).asMap());
      }
    }
    return rows;
  }
}
