package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.AvroToValue;
import dev.lintel.convert.ValueToAvro;
import dev.lintel.pipeline.files.avro.AvroReader;
import dev.lintel.schema.Column;
import dev.lintel.schema.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row that Google's export wrote is decoded and encoded again, bit for bit. */
class GoogleExportRowsTest {

  @ParameterizedTest
  @CsvSource({"A,GOOGLE_STANDARD_SQL", "A-logical,GOOGLE_STANDARD_SQL", "B,POSTGRESQL"})
  void rowsAreEncodedAsGooglesExportDoes(String export, Dialect dialect) throws IOException {
    int rows = 0;
    try (Stream<Path> files = Files.list(SampleData.path("google-export/" + export))) {
      for (Path file : files.filter(f -> f.toString().contains(".avro-")).sorted().toList()) {
        rows += assertSameRows(file, dialect);
      }
    }
    assertThat(rows).isGreaterThan(10);
  }

  private static int assertSameRows(Path file, Dialect dialect) throws IOException {
    int rows = 0;
    try (var reader = AvroReader.open(SampleData.file(file))) {
      while (reader.hasNext()) {
        GenericRecord row = ((FileRecord.Row<GenericRecord>) reader.next()).row();
        assertThat(encoded(again(row, dialect))).as("%s %s", file, row).isEqualTo(encoded(row));
        rows++;
      }
    }
    return rows;
  }

  private static GenericRecord again(GenericRecord row, Dialect dialect) {
    var again = new GenericData.Record(row.getSchema());
    for (Schema.Field field : row.getSchema().getFields()) {
      if (field.schema().getType() != Schema.Type.NULL) {
        Type type = ColumnType.parse(field.getProp("sqlType"), dialect).type();
        Column column =
            Column.builder()
                .setName(field.name())
                .setType(type)
                .setTypeName(type.toString())
                .build();
        Value value = AvroToValue.forColumn(field.schema(), column).convert(row.get(field.pos()));
        again.put(field.pos(), ValueToAvro.of(type, field.schema()).convert(value));
      }
    }
    return again;
  }

  private static byte[] encoded(GenericRecord row) throws IOException {
    var bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(row.getSchema()).write(row, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
