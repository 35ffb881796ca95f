package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.SerializableCoderFinder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.convert.AvroRecords;
import dev.lintel.convert.AvroTypes.Timestamps;
import dev.lintel.pipeline.exportfolder.ChecksumAlgorithm;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.transforms.ReadRows;
import dev.lintel.transforms.ReadSpec;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.junit.jupiter.api.Test;

class ExportPipelineTest {
  private static final ImmutableList<Type.StructField> COLUMNS =
      ImmutableList.of(Type.StructField.of("Id", Type.int64()));

  private static ExportPlan plan() {
    return new ExportPlan(
        "/out/i-d-run/",
        "/out/i-d-run/_temporary/",
        "2026-11-24T00-00-00Z-0000",
        "projects/p/instances/i/databases/d",
        Formats.of(RecordFormat.AVRO),
        ExportNames.of(Formats.of(RecordFormat.AVRO), null),
        ImmutableList.of(
            new ExportTable(
                "Airports",
                "Airports",
                COLUMNS,
                AvroRecords.schema("Airports", COLUMNS, Timestamps.STRING).toString(),
                ReadSpec.ofTable("Airports").withColumns("Id"),
                new ExportTable.Since("UpdatedAt", "2026-11-23T00:00:00Z"),
                "UpdatedAt")),
        ImmutableList.of(),
        "{}",
        null,
        ImmutableList.of("CREATE TABLE Airports (Id INT64) PRIMARY KEY (Id)"),
        ImmutableList.of(),
        ChecksumAlgorithm.MD5,
        null);
  }

  private static Pipeline built() {
    var pipeline = Pipeline.create();
    ExportPipeline.build(
        pipeline, plan(), ReadRows.from(ConnectionConfig.of("p", "i", "d")).withDataBoost());
    return pipeline;
  }

  @Test
  void noElementGoesThroughJavaSerialization() {
    assertThat(SerializableCoderFinder.findIn(built())).isEmpty();
  }

  @Test
  void theGraphCanTravel() {
    assertThat(PipelineTranslation.toProto(built()).getComponents().getTransformsCount())
        .isPositive();
  }
}
