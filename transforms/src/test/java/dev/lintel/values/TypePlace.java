package dev.lintel.values;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type.StructField;
import dev.lintel.coders.KeyCoder;
import dev.lintel.coders.MutationCoder;
import dev.lintel.coders.StructCoder;
import dev.lintel.coders.TypedStructCoder;
import dev.lintel.convert.AvroRecords;
import dev.lintel.convert.AvroRowConverter;
import dev.lintel.convert.AvroTypes.Timestamps;
import dev.lintel.convert.JsonRowConverter;
import dev.lintel.convert.StrictJson;
import dev.lintel.convert.StructToAvro;
import dev.lintel.convert.StructToRow;
import dev.lintel.convert.TextFormat;
import dev.lintel.convert.TextRowConverter;
import dev.lintel.convert.ValueToJson;
import dev.lintel.convert.ValueToText;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyOrder;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import dev.lintel.transforms.StructKeys;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.Row;

/** A part of the library that carries the values of a type, or refuses them by name. */
enum TypePlace {
  MUTATION("MutationCoder: coders.ValueFormats and TypeEncoding") {
    @Override
    void carry(TypeSample sample) throws Exception {
      Mutation mutation = mutation(sample);
      assertThat(CoderUtils.clone(MutationCoder.of(), mutation)).isEqualTo(mutation);
    }
  },
  STRUCT("StructCoder, TypedStructCoder: coders.ValueFormats and TypeEncoding") {
    @Override
    void carry(TypeSample sample) throws Exception {
      Struct struct = struct(sample);
      assertThat(CoderUtils.clone(StructCoder.of(), struct)).isEqualTo(struct);
      assertThat(CoderUtils.clone(TypedStructCoder.of(struct.getType()), struct)).isEqualTo(struct);
    }
  },
  TO_JSON("ValueToJson: convert.ScalarJson and ScalarText.printer") {
    @Override
    void carry(TypeSample sample) {
      assertThat(StrictJson.write(ValueToJson.convert(struct(sample)))).isEqualTo(json(sample));
      assertThat(StrictJson.write(ValueToJson.convert(mutation(sample)))).isEqualTo(json(sample));
    }
  },
  FROM_JSON("JsonRowConverter: convert.JsonToValue and ScalarText.parser") {
    @Override
    void carry(TypeSample sample) throws Exception {
      assertThat(
              JsonRowConverter.of(table(sample), Mutation.Op.INSERT)
                  .convert(StrictJson.parse(json(sample))))
          .isEqualTo(mutation(sample));
    }
  },
  TO_TEXT("ValueToText: convert.ScalarText.printer") {
    @Override
    void carry(TypeSample sample) {
      assertThat(ValueToText.of(sample.type()).convert(sample.value())).isEqualTo(sample.text());
    }
  },
  FROM_TEXT("TextRowConverter: convert.TextToValue and ScalarText.parser") {
    @Override
    void carry(TypeSample sample) {
      assertThat(
              TextRowConverter.of(
                      table(sample), List.of(COLUMN), Mutation.Op.INSERT, TextFormat.lossless())
                  .convert(List.of(sample.text())))
          .isEqualTo(mutation(sample));
    }
  },
  TO_AVRO("StructToAvro: convert.AvroTypes and AvroEncoding") {
    @Override
    void carry(TypeSample sample) throws Exception {
      for (Timestamps timestamps : Timestamps.values()) {
        GenericRecord record = avro(sample, timestamps);
        assertThat(CoderUtils.clone(AvroCoder.of(record.getSchema()), record)).isEqualTo(record);
      }
    }
  },
  FROM_AVRO("AvroRowConverter: convert.AvroScalars") {
    @Override
    void carry(TypeSample sample) {
      GenericRecord record = avro(sample, Timestamps.STRING);
      assertThat(
              AvroRowConverter.of(table(sample), record.getSchema(), Mutation.Op.INSERT)
                  .convert(record))
          .isEqualTo(mutation(sample));
    }
  },
  TO_ROW("StructToRow: convert.RowSchemas and StructToRow") {
    @Override
    void carry(TypeSample sample) throws Exception {
      Struct struct = struct(sample);
      Row row = StructToRow.of(struct.getType().getStructFields()).convert(struct);
      assertThat(CoderUtils.clone(RowCoder.of(row.getSchema()), row)).isEqualTo(row);
      assertThat(row.<Object>getValue(COLUMN)).isNotNull();
    }
  },
  KEY("StructKeys, KeyCoder: transforms.KeyParts and coders.KeyEncoding") {
    @Override
    void carry(TypeSample sample) throws Exception {
      for (Key key : StructKeys.ofColumns(COLUMN).apply(struct(sample))) {
        assertThat(CoderUtils.clone(KeyCoder.of(), key)).isEqualTo(key);
        assertThat(key.getParts()).doesNotContainNull();
      }
    }
  },
  SORT_KEY("KeyOrder: schema.KeyPartEncoder") {
    @Override
    void carry(TypeSample sample) {
      KeyOrder order = KeyOrder.of(table(sample));
      Mutation higher = mutation(new TypeSample(sample.higher(), sample.higher(), ""));
      assertThat(order.comparator().compare(mutation(sample), higher)).isNegative();
      assertThat(order.comparator().compare(mutation(sample), mutation(sample))).isZero();
    }
  };

  private static final String COLUMN = "C";

  private final String where;

  TypePlace(String where) {
    this.where = where;
  }

  /** The entry point, and the classes that a new type is added to. */
  String where() {
    return where;
  }

  /** Carries a value there and, if there is a way, back; fails if it is not the same then. */
  abstract void carry(TypeSample sample) throws Exception;

  /** Whether the place deals with arrays: a key holds none, and its order is that of its parts. */
  boolean takesArrays() {
    return this != KEY && this != SORT_KEY;
  }

  private static Mutation mutation(TypeSample sample) {
    return Mutation.newInsertBuilder("T").set(COLUMN).to(sample.value()).build();
  }

  private static Struct struct(TypeSample sample) {
    return Struct.newBuilder().set(COLUMN).to(sample.value()).build();
  }

  private static String json(TypeSample sample) {
    return "{\"" + COLUMN + "\":" + sample.json() + "}";
  }

  private static GenericRecord avro(TypeSample sample, Timestamps timestamps) {
    List<StructField> columns = List.of(StructField.of(COLUMN, sample.type()));
    Schema schema = AvroRecords.schema("T", columns, timestamps);
    return StructToAvro.of(schema, columns).convert(struct(sample));
  }

  private static Table table(TypeSample sample) {
    return Table.builder()
        .setName("T")
        .setColumns(
            List.of(
                Column.builder()
                    .setName(COLUMN)
                    .setType(sample.type())
                    .setTypeName(sample.type().toString())
                    .build()))
        .setPrimaryKey(List.of(KeyPart.ascending(COLUMN)))
        .build();
  }
}
