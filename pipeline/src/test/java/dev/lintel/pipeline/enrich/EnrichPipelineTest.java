package dev.lintel.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.SerializableCoderFinder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.SampleShapes;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.records.InputShape;
import dev.lintel.pipeline.records.QueryResultShape;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.transforms.LookupRows;
import dev.lintel.transforms.ReadRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.SchemaBuilder;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnrichPipelineTest {

  private static PlannedLookup lookup(String name, MissingPolicy whenMissing) {
    return new PlannedLookup(
        name,
        "Airports",
        null,
        ImmutableList.of(0),
        ImmutableList.of("Name"),
        ImmutableList.of(new PlannedLookup.Added(name, 0, Type.string())),
        whenMissing);
  }

  private static EnrichPlan plan(InputShape shape, String query, RecordFormat output) {
    Format format = Formats.of(output);
    return new EnrichPlan(
        shape,
        query,
        ImmutableList.of(
            new EnrichPlan.KeyField("From", RecordFields.column("From", Type.int64()))),
        format.formOf(shape),
        ImmutableList.of(
            lookup("a", MissingPolicy.NULL),
            lookup("b", MissingPolicy.DROP),
            lookup("c", MissingPolicy.FAIL),
            lookup("d", MissingPolicy.DEAD_LETTER)),
        format);
  }

  static Stream<EnrichPlan> plans() {
    return Stream.of(
        plan(SampleShapes.csv(List.of("From"), Map.of()), null, RecordFormat.PARQUET),
        plan(SampleShapes.json(Map.of("From", Type.int64())), null, RecordFormat.JSONL),
        plan(
            SampleShapes.avro(SchemaBuilder.record("R").fields().requiredLong("From").endRecord()),
            null,
            RecordFormat.PARQUET),
        plan(
            new QueryResultShape(ImmutableList.of(Type.StructField.of("From", Type.int64()))),
            "SELECT 1 AS `From`",
            RecordFormat.PARQUET));
  }

  private static Pipeline built(EnrichPlan plan) {
    var pipeline = Pipeline.create();
    var config = ConnectionConfig.of("p", "i", "d");
    EnrichPipeline.build(
        pipeline,
        plan,
        List.of("/data/routes"),
        UnpackLimit.DEFAULT,
        ReadRows.from(config),
        LookupRows.from(config),
        new RejectedRecords(Optional.of("/out/rejected")),
        new OutputPrefix("/out/", "enriched-1"));
    return pipeline;
  }

  @ParameterizedTest
  @MethodSource("plans")
  void noElementGoesThroughJavaSerialization(EnrichPlan plan) {
    assertThat(SerializableCoderFinder.findIn(built(plan))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void theGraphCanTravel(EnrichPlan plan) {
    assertThat(PipelineTranslation.toProto(built(plan)).getComponents().getTransformsCount())
        .isPositive();
  }
}
