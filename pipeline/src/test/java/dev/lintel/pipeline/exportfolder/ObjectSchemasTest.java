package dev.lintel.pipeline.exportfolder;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import dev.lintel.convert.AvroTypes.Timestamps;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.SchemaScript;
import dev.lintel.pipeline.exportfolder.ObjectSchema.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What the emulator does not have. */
class ObjectSchemasTest {

  private static final List<String> DDL =
      List.of(
          "ALTER DATABASE d SET OPTIONS (default_sequence_kind = 'bit_reversed_positive',"
              + " optimizer_version = 5)",
          "CREATE PLACEMENT P OPTIONS (instance_partition = 'x')",
          "CREATE SEQUENCE Plain",
          "CREATE FUNCTION s.F(x INT64, y INT64 DEFAULT 1) RETURNS INT64 LANGUAGE SQL SQL SECURITY"
              + " INVOKER AS (x + y)",
          """
          CREATE TABLE T (
            Id INT64 NOT NULL,
            Made TIMESTAMP DEFAULT (CURRENT_TIMESTAMP()) ON UPDATE (CURRENT_TIMESTAMP()),
            Sum INT64 NOT NULL AS (Id + 1) HIDDEN,
            Vec ARRAY<FLOAT32>(vector_length=>3) NOT NULL,
            Place STRING(MAX) NOT NULL PLACEMENT KEY,
            CONSTRAINT Fk FOREIGN KEY(Id) REFERENCES s_T(Id) ON DELETE CASCADE NOT ENFORCED,
          ) PRIMARY KEY(Id), ROW DELETION POLICY (OLDER_THAN(Made, INTERVAL 3 DAY))\
          """,
          "CREATE TABLE s_T (Id INT64) PRIMARY KEY(Id)",
          "CREATE TABLE s.T (Id INT64, B INT64) PRIMARY KEY(Id, B), INTERLEAVE IN s_T",
          "CREATE SEARCH INDEX I ON T(Tok) STORING (Sum) PARTITION BY Place ORDER BY Id DESC"
              + " OPTIONS (sort_order_sharding = true)",
          "CREATE MODEL M INPUT (a STRING(MAX) OPTIONS (required = false)) OUTPUT (b FLOAT64)"
              + " REMOTE OPTIONS (endpoint = '//x')",
          "CREATE MODEL N INPUT (a STRUCT<x INT64, y ARRAY<STRUCT<z BOOL>>>, b INT64) OUTPUT (c"
              + " ARRAY<STRUCT<d FLOAT64>>) REMOTE OPTIONS (endpoint = '//x')",
          "CREATE FUNCTION R(x INT64) RETURNS INT64 NOT DETERMINISTIC LANGUAGE REMOTE OPTIONS"
              + " (endpoint = \"https://x\")",
          "CREATE TABLE K (A INT64)",
          "CREATE TABLE M_Input (Id INT64) PRIMARY KEY(Id)",
          "CREATE VIEW V SQL SECURITY DEFINER AS SELECT 1 AS X",
          "CREATE CHANGE STREAM C FOR T(), s.T(B, Id)",
          "CREATE ROLE r");

  private static final DatabaseDefinition DEFINITION =
      DatabaseDefinition.of(Dialect.GOOGLE_STANDARD_SQL, DDL);

  @Test
  void haveThePropertiesOfGooglesFormat() {
    Schema table = schema("T");
    assertThat(table.getField("Made").getObjectProps())
        .containsEntry("defaultExpression", "CURRENT_TIMESTAMP()")
        .containsEntry("onUpdateExpression", "CURRENT_TIMESTAMP()");
    assertThat(table.getField("Sum").getObjectProps())
        .containsEntry("hidden", "true")
        .containsEntry("stored", "false")
        .containsEntry("notNull", "true")
        .containsEntry("generationExpression", "Id + 1");
    assertThat(table.getField("Vec").getObjectProps())
        .containsEntry("sqlType", "ARRAY<FLOAT32>(vector_length=>3)");
    assertThat(table.getField("Place").getObjectProps())
        .containsEntry("spannerPlacementKey", "true");
    assertThat(table.getObjectProps())
        .containsEntry(
            "spannerForeignKey_0",
            "ALTER TABLE `T` ADD CONSTRAINT `Fk` FOREIGN KEY (`Id`) REFERENCES `s_T` (`Id`) ON"
                + " DELETE CASCADE NOT ENFORCED")
        .containsEntry(
            "spannerIndex_0",
            "CREATE SEARCH INDEX `I` ON `T`(`Tok`) STORING (`Sum`) PARTITION BY `Place` ORDER BY"
                + " `Id` DESC OPTIONS (sort_order_sharding = true)");
    assertThat(schema("s.T").getObjectProps())
        .containsEntry("spannerParent", "s_T")
        .containsEntry("spannerInterleaveType", "IN")
        .containsEntry("spannerOnDeleteAction", "no action");
    assertThat(schema("V").getObjectProps()).containsEntry("spannerViewSecurity", "DEFINER");
    assertThat(schema("C").getObjectProps())
        .containsEntry("spannerChangeStreamForClause", "FOR `T`(), `s`.`T`(`B`, `Id`)");
    assertThat(schema("P").getObjectProps())
        .containsEntry("spannerEntity", "Placement")
        .containsEntry("spannerOption_0", "instance_partition=\"x\"");
    assertThat(schema("Plain").getObjectProps())
        .containsEntry("sequenceOption_0", "sequence_kind=\"default\"");
    assertThat(schema("s.F").getObjectProps())
        .containsEntry("spannerEntity", "spannerUdf")
        .containsEntry("spannerUdfName", "s.F")
        .containsEntry("spannerUdfType", "INT64")
        .containsEntry("spannerUdfLanguage", "SQL")
        .containsEntry("spannerUdfDefinition", "x + y")
        .containsEntry("spannerUdfSecurity", "INVOKER")
        .containsEntry("spannerUdfParameter_0", "`x` INT64")
        .containsEntry("spannerUdfParameter_1", "`y` INT64 DEFAULT 1");
  }

  @Test
  void modelsMayHaveStructs() {
    Schema input = schema("N").getField("Input").schema();
    assertThat(input.getField("a").getProp("sqlType"))
        .isEqualTo("STRUCT<x INT64, y ARRAY<STRUCT<z BOOL>>>");
    Schema struct = input.getField("a").schema();
    assertThat(struct.getName()).isEqualTo("struct_N_Input_0");
    assertThat(struct.getField("x").schema().getType()).isEqualTo(Schema.Type.LONG);
    assertThat(struct.getField("y").schema().getElementType().getTypes().get(1).getFields())
        .extracting(Schema.Field::name)
        .containsExactly("z");
  }

  @Test
  void aRemoteFunctionHasNoBody() {
    assertThat(schema("R").getObjectProps())
        .containsEntry("spannerUdfLanguage", "REMOTE")
        .containsEntry("spannerOption_0", "endpoint=\"https://x\"")
        .doesNotContainKey("spannerUdfDefinition");
  }

  @Test
  void aTableWithoutAPrimaryKeyHasThatOfTheServer() {
    assertThat(schema("K").getProp("spannerPrimaryKey_0")).isEqualTo("`rowid` ASC");
    assertThat(schema("K").getField("rowid").getProp("identityColumn")).isEqualTo("true");
  }

  @Test
  void recordsHaveNamesOfTheirOwn() {
    assertThat(objects())
        .extracting(object -> object.schema().getFullName())
        .doesNotHaveDuplicates();
    assertThat(schema("s_T").getFullName()).isEqualTo("spannerexport.s_T");
    assertThat(schema("s.T").getFullName()).isEqualTo("spannerexport.s_T_2");
    assertThat(schema("s.T").getProp("spannerName")).isEqualTo("s.T");
    assertThat(schema("M").getField("Input").schema().getName()).isEqualTo("M_Input_2");

    // One parser reads them all, as Google's import does.
    Schema.Parser parser = new Schema.Parser();
    objects().forEach(object -> parser.parse(object.schema().toString()));
    assertThat(parser.getTypes()).containsKey("spannerexport.s_T_2");
  }

  @Test
  void kindsAreKnownByProperties() {
    assertThat(objects())
        .extracting(ObjectSchema::kind)
        .contains(Kind.TABLE, Kind.FUNCTION, Kind.MODEL, Kind.PLACEMENT, Kind.SEQUENCE);
    assertThat(objects())
        .allSatisfy(
            object ->
                assertThat(ObjectSchema.of(object.name(), object.schema()).kind())
                    .isEqualTo(object.kind()));
  }

  @Test
  void whatTheyCannotHoldIsReported() {
    assertThat(ObjectSchemas.notExpressible(DEFINITION))
        .containsExactly(
            "T: ROW DELETION POLICY (OLDER_THAN(Made, INTERVAL 3 DAY))",
            "CREATE ROLE r",
            "ALTER DATABASE: optimizer_version = 5");
    assertThat(DatabaseOption.of(DEFINITION))
        .containsExactly(
            new DatabaseOption("default_sequence_kind", "STRING", "bit_reversed_positive"));
  }

  @Test
  void theirDdlSaysTheSame() {
    SchemaScript script =
        FolderDdl.script(
            Dialect.GOOGLE_STANDARD_SQL, objects(), DatabaseOption.of(DEFINITION), List.of("a.B"));
    List<String> ddl =
        Stream.concat(script.getBeforeRows().stream(), script.getAfterRows().stream()).toList();

    DatabaseDefinition again = DatabaseDefinition.of(Dialect.GOOGLE_STANDARD_SQL, ddl);

    assertThat(again.getNotExpressible()).isEmpty();
    assertThat(again.getProtoBundle()).containsExactly("a.B");
    assertThat(again.getTables()).containsExactlyInAnyOrderElementsOf(DEFINITION.getTables());
    assertThat(again.getFunctions()).isEqualTo(DEFINITION.getFunctions());
    assertThat(again.getSequences()).isEqualTo(DEFINITION.getSequences());
    assertThat(again.getViews()).isEqualTo(DEFINITION.getViews());
    assertThat(again.getIndexes()).isEqualTo(DEFINITION.getIndexes());
    assertThat(ObjectSchemas.of(again, Timestamps.STRING))
        .containsExactlyInAnyOrderElementsOf(objects());
  }

  private static List<ObjectSchema> objects() {
    return ObjectSchemas.of(DEFINITION, Timestamps.STRING);
  }

  private static Schema schema(String name) {
    return objects().stream()
        .filter(object -> object.name().equals(name))
        .findFirst()
        .orElseThrow()
        .schema();
  }
}
