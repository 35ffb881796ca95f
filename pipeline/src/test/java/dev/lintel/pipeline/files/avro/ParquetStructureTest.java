package dev.lintel.pipeline.files.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import dev.lintel.convert.AvroFields;
import dev.lintel.convert.AvroRowConverter;
import dev.lintel.convert.AvroToJson;
import dev.lintel.convert.AvroTypes;
import dev.lintel.convert.StrictJson;
import dev.lintel.pipeline.files.SampleData;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetStructureTest {
  /** A list in each form that Parquet's specification describes, of the elements 1 and 2. */
  private static final MessageType LISTS =
      MessageTypeParser.parseMessageType(
          """
          message m {
            required int64 id;
            repeated int32 bare;
            optional group of_values (LIST) { repeated int32 element; }
            optional group of_pairs (LIST) {
              repeated group element { required int32 a; optional int32 b; }
            }
            optional group of_arrays (LIST) { repeated group array { required int32 a; } }
            optional group of_tuples (LIST) { repeated group of_tuples_tuple { required int32 a; } }
            optional group of_repeated (LIST) { repeated group list { repeated int32 a; } }
            optional group standard (LIST) { repeated group list { optional int32 element; } }
            optional group other_names (LIST) { repeated group bag { optional int32 item; } }
            optional group of_lists (LIST) {
              repeated group list {
                optional group element (LIST) { repeated group list { optional int32 element; } }
              }
            }
            optional group old_lists (LIST) {
              repeated group array (LIST) { repeated int32 array; }
            }
            repeated group bare_records { required int32 a; repeated int32 more; }
          }
          """);

  @TempDir Path folder;

  private static Group full() {
    Group row = new SimpleGroup(LISTS).append("id", 1L).append("bare", 1).append("bare", 2);
    row.addGroup("of_values").append("element", 1).append("element", 2);
    Group pairs = row.addGroup("of_pairs");
    pairs.addGroup("element").append("a", 1);
    pairs.addGroup("element").append("a", 2).append("b", 3);
    Group arrays = row.addGroup("of_arrays");
    arrays.addGroup("array").append("a", 1);
    arrays.addGroup("array").append("a", 2);
    Group tuples = row.addGroup("of_tuples");
    tuples.addGroup("of_tuples_tuple").append("a", 1);
    tuples.addGroup("of_tuples_tuple").append("a", 2);
    Group repeated = row.addGroup("of_repeated");
    repeated.addGroup("list").append("a", 1).append("a", 2);
    repeated.addGroup("list");
    Group standard = row.addGroup("standard");
    standard.addGroup("list").append("element", 1);
    standard.addGroup("list");
    Group others = row.addGroup("other_names");
    others.addGroup("bag");
    others.addGroup("bag").append("item", 2);
    Group lists = row.addGroup("of_lists");
    Group inner = lists.addGroup("list").addGroup("element");
    inner.addGroup("list").append("element", 1);
    inner.addGroup("list");
    lists.addGroup("list");
    lists.addGroup("list").addGroup("element");
    Group old = row.addGroup("old_lists");
    old.addGroup("array").append("array", 1).append("array", 2);
    old.addGroup("array");
    row.addGroup("bare_records").append("a", 1).append("more", 1).append("more", 2);
    row.addGroup("bare_records").append("a", 2);
    return row;
  }

  private String json(GenericRecord record) {
    return StrictJson.write(AvroToJson.of(record.getSchema()).convert(record)).replace("\"", "");
  }

  private List<String> read(MessageType schema, Group... rows) throws IOException {
    return ParquetSamples.read(
            ParquetSamples.write(folder.resolve("f.parquet"), schema, List.of(rows)))
        .stream()
        .map(this::json)
        .toList();
  }

  @Test
  void listsOfEveryFormAreArrays() throws IOException {
    Group empty = new SimpleGroup(LISTS).append("id", 2L);
    empty.addGroup("of_values");
    empty.addGroup("standard");

    assertThat(read(LISTS, full(), empty, full()))
        .containsExactly(
            """
            {id:1,bare:[1,2],of_values:[1,2],of_pairs:[{a:1,b:null},{a:2,b:3}],\
            of_arrays:[{a:1},{a:2}],of_tuples:[{a:1},{a:2}],of_repeated:[{a:[1,2]},{a:[]}],\
            standard:[1,null],other_names:[null,2],of_lists:[[1,null],null,[]],\
            old_lists:[[1,2],[]],bare_records:[{a:1,more:[1,2]},{a:2,more:[]}]}\
            """,
            """
            {id:2,bare:[],of_values:[],of_pairs:null,of_arrays:null,of_tuples:null,\
            of_repeated:null,standard:[],other_names:null,of_lists:null,old_lists:null,\
            bare_records:[]}\
            """,
            json(ParquetSamples.read(folder.resolve("f.parquet")).get(0)));
  }

  @Test
  void theTypeOfAListIsAnArrayOfItsElements() {
    Schema schema = ParquetStructure.of(LISTS, LegacyCalendar.NONE, ParquetNulls.none()).schema();

    for (String list : List.of("bare", "of_values", "standard", "other_names")) {
      assertThat(AvroTypes.typeOf(schema.getField(list).schema()))
          .as(list)
          .contains(Type.array(Type.int64()));
    }
    assertThat(new Schema.Parser().parse(schema.toString())).isEqualTo(schema);
  }

  @Test
  void mapsOfEveryForm() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message m {
              optional group by_text (MAP) {
                repeated group key_value { required binary key (STRING); optional int32 value; }
              }
              optional group old (MAP_KEY_VALUE) {
                repeated group map { required binary k (UTF8); required int32 v; }
              }
              optional group by_number (MAP) {
                repeated group key_value { required int32 key; optional int32 value; }
              }
              optional group keys_only (MAP) {
                repeated group key_value { required binary key (STRING); }
              }
            }
            """);
    Group row = new SimpleGroup(schema);
    Group byText = row.addGroup("by_text");
    byText.addGroup("key_value").append("key", "a b").append("value", 1);
    byText.addGroup("key_value").append("key", "c");
    row.addGroup("old").addGroup("map").append("k", "a").append("v", 1);
    row.addGroup("by_number").addGroup("key_value").append("key", 7).append("value", 1);
    row.addGroup("keys_only").addGroup("key_value").append("key", "a");

    assertThat(read(schema, row))
        .containsExactly(
            "{by_text:{a b:1,c:null},old:{a:1},by_number:[{key:7,value:1}],keys_only:[{key:a}]}");
  }

  @Test
  void anEntryOfAMapWithoutAKeyIsDamaged_notOneWithTheKeyBefore() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message m {
              optional group by_text (MAP) {
                repeated group key_value { optional binary key (STRING); optional int32 value; }
              }
            }
            """);
    Group row = new SimpleGroup(schema);
    Group map = row.addGroup("by_text");
    map.addGroup("key_value").append("key", "a").append("value", 1);
    map.addGroup("key_value").append("value", 2);

    assertThatThrownBy(() -> read(schema, row))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("is damaged after record 0: a map has an entry without a key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"first name", "first-name", "v1.first", "1st", "größe", "名前", "a%"})
  void aNameThatAvroCannotSpellIsTheNameOfTheColumn(String name) throws IOException {
    MessageType schema =
        Types.buildMessage()
            .required(PrimitiveTypeName.INT64)
            .named(name)
            .requiredGroup()
            .required(PrimitiveTypeName.INT64)
            .named(name)
            .named("within")
            .named("a message");
    Group row = new SimpleGroup(schema).append(name, 7L);
    row.addGroup("within").append(name, 8L);

    assertThat(read(schema, row)).containsExactly("{%s:7,within:{%s:8}}".formatted(name, name));
    Schema avro = ParquetStructure.of(schema, LegacyCalendar.NONE, ParquetNulls.none()).schema();
    assertThat(AvroFields.columnNames(avro, List.of())).containsExactly(name, "within");
    assertThat(AvroRowConverter.problems(tableWithColumn(name), avro, Mutation.Op.INSERT))
        .containsExactly("table T has no column within");
    assertThat(new Schema.Parser().parse(avro.toString())).isEqualTo(avro);
  }

  private static Table tableWithColumn(String name) {
    return Table.builder()
        .setName("T")
        .setColumns(
            List.of(
                Column.builder().setName(name).setType(Type.int64()).setTypeName("bigint").build()))
        .setPrimaryKey(List.of(KeyPart.ascending(name)))
        .build();
  }

  @Test
  void namesThatWouldBecomeTheSameStayDifferent() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message m {
              required fixed_len_byte_array(1) a_b;
              required fixed_len_byte_array(2) a-b;
              required group g { required group a_b { required fixed_len_byte_array(3) x; } }
              required group h { required group a_b { required int32 y; } }
            }
            """);
    Schema avro = ParquetStructure.of(schema, LegacyCalendar.NONE, ParquetNulls.none()).schema();

    assertThat(new Schema.Parser().parse(avro.toString())).isEqualTo(avro);
    assertThat(AvroFields.columnNames(avro, List.of())).containsExactly("a_b", "a-b", "g", "h");
  }

  @Test
  void avroDoesNotWarnOfDecimalsInIntegers() {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message m {
              required int32 a (DECIMAL(9,2));
              required int64 b (DECIMAL(18,2));
              required fixed_len_byte_array(9) c (DECIMAL(20,2));
            }
            """);
    var logged = new ArrayList<String>();
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            logged.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger avro = Logger.getLogger("org.apache.avro");
    avro.addHandler(handler);
    try {
      Schema read = ParquetStructure.of(schema, LegacyCalendar.NONE, ParquetNulls.none()).schema();

      assertThat(new Schema.Parser().parse(read.toString())).isEqualTo(read);
      for (Schema.Field field : read.getFields()) {
        assertThat(AvroTypes.typeOf(field.schema())).contains(Type.numeric());
      }
    } finally {
      avro.removeHandler(handler);
    }
    assertThat(logged).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optional group l (LIST) { required group list { required int32 element; } }",
        "optional group l (LIST) { repeated int32 a; repeated int32 b; }",
        "optional group l (MAP) { repeated int32 a; }",
        "optional group l (MAP) { repeated group e { required int32 a; required int32 b; required"
            + " int32 c; } }"
      })
  void aListOrMapWithoutTheStructureOfOneIsRefusedAtTheStart(String field) throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message m { " + field + " }");
    Path file =
        ParquetSamples.write(folder.resolve("f.parquet"), schema, List.of(new SimpleGroup(schema)));

    assertThatThrownBy(() -> ParquetReader.open(SampleData.file(file)))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageMatching(".*f.parquet cannot be read: the (list|map) l .*");
  }
}
