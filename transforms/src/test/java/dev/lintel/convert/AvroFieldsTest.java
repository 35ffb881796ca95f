package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

class AvroFieldsTest {
  private static final List<String> COLUMNS =
      List.of("mixed_case", "Mixed Case", "Mixed-Case", "é");

  @Test
  void propertyOfTheFieldNamesItsColumn() {
    Schema schema =
        SchemaBuilder.record("R")
            .fields()
            .name("x")
            .prop("spannerName", "Mixed Case")
            .type()
            .longType()
            .noDefault()
            .name("mixed_case")
            .prop("spannerName", "é")
            .type()
            .longType()
            .noDefault()
            .endRecord();
    assertThat(AvroFields.columnNames(schema, COLUMNS)).containsExactly("Mixed Case", "é");
  }

  @Test
  void withoutPropertiesTheAvroNameOfAColumnFindsIt() {
    Schema schema =
        SchemaBuilder.record("R")
            .fields()
            .requiredLong("Mixed_Case_2")
            .requiredLong("Mixed_Case")
            .requiredLong("mixed_case")
            .requiredLong("_")
            .requiredLong("MIXED_CASE")
            .endRecord();
    assertThat(AvroFields.columnNames(schema, COLUMNS))
        .containsExactly("Mixed-Case", "Mixed Case", "mixed_case", "é", "MIXED_CASE");
  }

  @Test
  void rowsAreConvertedToTheseColumns() {
    var table =
        Columns.table(
            "T", List.of(Columns.named("Id", Type.int64()), Columns.named("a b", Type.int64())));
    Schema schema =
        SchemaBuilder.record("T").fields().requiredLong("id").requiredLong("a_b").endRecord();
    var row = new GenericData.Record(schema);
    row.put("id", 1L);
    row.put("a_b", 2L);
    assertThat(AvroRowConverter.of(table, schema, Mutation.Op.INSERT).convert(row))
        .isEqualTo(Mutation.newInsertBuilder("T").set("Id").to(1).set("a b").to(2).build());
  }
}
