package dev.lintel.pipeline.exportfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.lintel.ddl.SchemaScript;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exports that are older than today's, or broken. */
class FolderDdlTest {

  @Test
  void givenNoTypes_infersThem() {
    String table =
        """
        {"type": "record", "name": "T", "spannerPrimaryKey_0": "`A` ASC", "fields": [
          {"name": "A", "type": "long"},
          {"name": "B", "type": ["null", "string"]},
          {"name": "C", "type": ["null", {"type": "long", "logicalType": "timestamp-micros"}]},
          {"name": "D", "type": {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": 9}},
          {"name": "E", "type": {"type": "array", "items": ["null", "double"]}},
          {"name": "F", "type": "bytes", "notNull": "false"},
          {"name": "G", "type": ["boolean", "null"]},
          {"name": "H", "type": {"type": "int", "logicalType": "date"}},
          {"name": "I", "type": "float"}
        ]}\
        """;

    assertThat(ddl(table))
        .containsExactly(
            """
            CREATE TABLE `T` (
              `A` INT64 NOT NULL,
              `B` STRING(MAX),
              `C` TIMESTAMP,
              `D` NUMERIC NOT NULL,
              `E` ARRAY<FLOAT64> NOT NULL,
              `F` BYTES(MAX),
              `G` BOOL,
              `H` DATE NOT NULL,
              `I` FLOAT32 NOT NULL
            ) PRIMARY KEY (`A` ASC)\
            """);
    assertThat(ddl(Dialect.POSTGRESQL, table.replace("`A`", "\\\"A\\\"")))
        .containsExactly(
            """
            CREATE TABLE "T" (
              "A" bigint NOT NULL,
              "B" text,
              "C" timestamp with time zone,
              "D" numeric NOT NULL,
              "E" double precision[] NOT NULL,
              "F" bytea,
              "G" boolean,
              "H" date NOT NULL,
              "I" real NOT NULL,
              PRIMARY KEY ("A")
            )\
            """);
  }

  @Test
  void givenAnOldChild_isInItsParentWithoutAction() {
    assertThat(ddl(child("")))
        .containsExactly(
            """
            CREATE TABLE `T` (
              `A` INT64
            ) PRIMARY KEY (),
              INTERLEAVE IN PARENT `P` ON DELETE NO ACTION\
            """);
  }

  @Test
  void givenAProtocolBuffer_namesItAloneInDdl() {
    assertThat(
            ddl(
                """
                {"type": "record", "name": "T", "fields": [
                  {"name": "A", "type": ["null", "bytes"], "sqlType": "PROTO<a.b.C>"},
                  {"name": "B", "type": ["null", {"type": "array", "items": ["null", "long"]}], "sqlType": "ARRAY<ENUM<a.b.E>>"}
                ]}\
                """))
        .containsExactly("CREATE TABLE `T` (\n  `A` a.b.C,\n  `B` ARRAY<a.b.E>\n) PRIMARY KEY ()");
  }

  @Test
  void givenAPropertyGraph_makesIt() {
    assertThat(
            ddl(
                """
                {"type": "record", "name": "G", "fields": [], "spannerEntity": "PropertyGraph",
                 "spannerGraphNodeTable_0_NAME": "Person", "spannerGraphNodeTable_0_BASE_TABLE_NAME": "People",
                 "spannerGraphNodeTable_0_KIND": "NODE", "spannerGraphNodeTable_0_KEY_COLUMNS": "Id",
                 "spannerGraphNodeTable_0_LABEL_0_NAME": "Human",
                 "spannerGraphNodeTable_0_LABEL_0_PROPERTY_0_NAME": "nick", "spannerGraphNodeTable_0_LABEL_0_PROPERTY_0_VALUE": "UPPER(Name)",
                 "spannerGraphEdgeTable_0_NAME": "Knows", "spannerGraphEdgeTable_0_BASE_TABLE_NAME": "Knows",
                 "spannerGraphEdgeTable_0_KIND": "EDGE", "spannerGraphEdgeTable_0_KEY_COLUMNS": "A, B",
                 "spannerGraphEdgeTable_0_SOURCE_NODE_TABLE_NAME": "Person",
                 "spannerGraphEdgeTable_0_SOURCE_NODE_KEY_COLUMNS": "Id", "spannerGraphEdgeTable_0_SOURCE_EDGE_KEY_COLUMNS": "A",
                 "spannerGraphEdgeTable_0_TARGET_NODE_TABLE_NAME": "Person",
                 "spannerGraphEdgeTable_0_TARGET_NODE_KEY_COLUMNS": "Id", "spannerGraphEdgeTable_0_TARGET_EDGE_KEY_COLUMNS": "B",
                 "spannerGraphEdgeTable_0_LABEL_0_NAME": "Knows"}\
                """))
        .containsExactly(
            "CREATE PROPERTY GRAPH `G` NODE TABLES (`People` AS `Person` KEY (`Id`) LABEL `Human`"
                + " PROPERTIES (UPPER(Name) AS `nick`)) EDGE TABLES (`Knows` AS `Knows` KEY (`A`,"
                + " `B`) SOURCE KEY (`A`) REFERENCES `Person` (`Id`) DESTINATION KEY (`B`)"
                + " REFERENCES `Person` (`Id`) LABEL `Knows` NO PROPERTIES)");
  }

  static Stream<Arguments> fatal() {
    return Stream.of(
        Arguments.of(
            child(", \"spannerPrimaryKey_0\": \"`A`\""),
            "T: property spannerPrimaryKey_N has the part `A`, which ends neither in ASC nor in"
                + " DESC"),
        Arguments.of(
            child(", \"spannerOnDeleteAction\": \"set null\""),
            "T: property spannerOnDeleteAction is set null, which is neither cascade nor no"
                + " action"),
        Arguments.of(
            child(", \"spannerInterleaveType\": \"AROUND\""),
            "T: property spannerInterleaveType is AROUND, which is neither IN nor IN PARENT"),
        Arguments.of(
            column("\"type\": \"long\", \"sqlType\": \"STRUCT<A INT64>\""),
            "T.A: property sqlType is STRUCT<A INT64>, which is no type of a column"),
        Arguments.of(
            column("\"type\": {\"type\": \"map\", \"values\": \"long\"}"),
            "T.A: there is no property sqlType, and no type follows from the Avro type"
                + " {\"type\":\"map\",\"values\":\"long\"}"),
        Arguments.of(
            column(
                "\"type\": \"null\", \"generationExpression\": \"1\", \"stored\": \"true\","
                    + " \"notNull\": \"true\""),
            "T.A has no property sqlType"),
        Arguments.of(
            column(
                "\"type\": \"null\", \"generationExpression\": \"1\", \"sqlType\": \"INT64\","
                    + " \"notNull\": \"true\""),
            "T.A has no property stored"),
        Arguments.of(
            column(
                "\"type\": \"null\", \"generationExpression\": \"1\", \"sqlType\": \"INT64\","
                    + " \"stored\": \"true\""),
            "T.A has no property notNull"),
        Arguments.of(
            column(
                "\"type\": \"long\", \"identityColumn\": \"true\", \"counterStartValue\": \"x\""),
            "T.A: property counterStartValue is x, which is no number"));
  }

  @ParameterizedTest
  @MethodSource("fatal")
  void givenWhatCannotBeMeant_namesObjectPropertyAndValue(String schema, String message) {
    assertThatThrownBy(() -> ddl(schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static String child(String more) {
    return """
    {"type": "record", "name": "T", "spannerParent": "P"%s,
     "fields": [{"name": "A", "type": ["null", "long"]}]}\
    """
        .formatted(more);
  }

  private static String column(String properties) {
    return """
    {"type": "record", "name": "T", "fields": [{"name": "A", %s}]}\
    """
        .formatted(properties);
  }

  private static List<String> ddl(String schema) {
    return ddl(Dialect.GOOGLE_STANDARD_SQL, schema);
  }

  private static List<String> ddl(Dialect dialect, String schema) {
    Schema parsed = new Schema.Parser().parse(schema);
    SchemaScript script =
        FolderDdl.script(
            dialect,
            ImmutableList.of(ObjectSchema.of(parsed.getName(), parsed)),
            List.of(),
            List.of());
    return ImmutableList.copyOf(Iterables.concat(script.getBeforeRows(), script.getAfterRows()));
  }
}
