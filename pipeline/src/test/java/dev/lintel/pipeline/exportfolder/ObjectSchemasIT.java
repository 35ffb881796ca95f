package dev.lintel.pipeline.exportfolder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.convert.AvroTypes.Timestamps;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.pipeline.files.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our object schemas of a database beside those that Google's exporter made of it. */
@ExtendWith(SpannerEmulatorExtension.class)
class ObjectSchemasIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @MethodSource("dev.lintel.pipeline.exportfolder.SampleDatabase#all")
  void areThoseOfGooglesExporter(SampleDatabase sample, SpannerEmulator emulator) throws Exception {
    Map<String, Schema> expected = sample.schemas();
    EmulatorDatabase database = sample.create(emulator);
    Timestamps timestamps =
        sample.equals(SampleDatabase.A_LOGICAL) ? Timestamps.MICROS : Timestamps.STRING;

    List<ObjectSchema> objects = ObjectSchemas.of(SampleDatabase.definition(database), timestamps);

    TreeMap<String, Schema> made = new TreeMap<>();
    objects.forEach(object -> made.put(object.name(), object.schema()));
    assertThat(made.keySet()).isEqualTo(expected.keySet());
    for (String name : expected.keySet()) {
      // As JSON, for Avro leaves properties of null, such as a default, out of equality.
      assertThat(json(made.get(name))).as(name).isEqualTo(json(expected.get(name)));
    }
    for (ObjectSchema object : objects) {
      assertThat(ObjectSchema.of(object.name(), object.schema())).isEqualTo(object);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lintel.pipeline.exportfolder.SampleDatabase#all")
  void databaseOptionsAreThoseOfGooglesExporter(SampleDatabase sample, SpannerEmulator emulator)
      throws Exception {
    JsonNode file =
        JSON.readTree(
            Files.readString(
                SampleData.path("google-export/" + sample.folder() + "/spanner-export.json")));
    List<DatabaseOption> expected = new ArrayList<>();
    for (JsonNode option : file.path("databaseOptions")) {
      expected.add(
          new DatabaseOption(
              option.get("optionName").asText(),
              option.get("optionType").asText(),
              option.get("optionValue").asText()));
    }

    DatabaseDefinition definition = SampleDatabase.definition(sample.create(emulator));

    assertThat(DatabaseOption.of(definition)).isEqualTo(expected);
    assertThat(ObjectSchemas.notExpressible(definition)).isEmpty();
  }

  @Test
  void nothingIsLeftOfADatabaseWithoutObjects(SpannerEmulator emulator) throws Exception {
    EmulatorDatabase database = emulator.createDatabase(List.of());

    assertThat(ObjectSchemas.of(SampleDatabase.definition(database), Timestamps.STRING)).isEmpty();
  }

  private static JsonNode json(Schema schema) throws IOException {
    return JSON.readTree(schema.toString());
  }
}
