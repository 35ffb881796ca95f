package dev.lintel.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.lintel.coders.FailedRecordCoder;
import dev.lintel.coders.TypedStructCoder;
import dev.lintel.convert.TextFormat;
import dev.lintel.failure.FailedRecord;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.files.avro.AvroBinary;
import dev.lintel.pipeline.records.InputShape;
import dev.lintel.pipeline.records.JsonFields;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of a record that Spanner rejects the key of, however it travelled. */
class RejectFnTest {
  private static final Schema SCHEMA =
      SchemaBuilder.record("R")
          .fields()
          .requiredInt("n")
          .name("in")
          .type(SchemaBuilder.record("In").fields().requiredString("x").endRecord())
          .noDefault()
          .endRecord();

  private static final PlannedLookup LOOKUP =
      new PlannedLookup(
          "city",
          "Cities",
          null,
          ImmutableList.of(0),
          ImmutableList.of("Name"),
          ImmutableList.of(new PlannedLookup.Added("city", 0, Type.string())),
          MissingPolicy.NULL);

  private static EnrichPlan plan(InputShape shape, RecordForm kept) {
    return new EnrichPlan(
        shape,
        null,
        ImmutableList.of(new EnrichPlan.KeyField("n", RecordFields.column("n", Type.int64()))),
        kept,
        ImmutableList.of(LOOKUP),
        RecordFormat.AVRO);
  }

  private static byte[] avro() {
    var inner = new GenericRecordBuilder(SCHEMA.getField("in").schema()).set("x", "y").build();
    return new AvroBinary(SCHEMA)
        .encode(new GenericRecordBuilder(SCHEMA).set("n", 5).set("in", inner).build());
  }

  static Stream<Arguments> kinds() {
    var csv =
        new InputShape.Csv(
            CsvLayout.defaults(),
            TextFormat.defaults(),
            ImmutableList.of("n", "m"),
            ImmutableMap.of("m", Type.int64()));
    var json =
        new InputShape.Json(
            new JsonFields(ImmutableMap.of(), ImmutableSet.of(), ImmutableMap.of(), false));
    return Stream.of(
        Arguments.of(
            plan(csv, RecordForm.FIELDS),
            Struct.newBuilder().set("n").to(5).set("n").to("5").set("m").to((Long) null).build(),
            "{\"n\":\"5\",\"m\":null}"),
        Arguments.of(
            plan(json, RecordForm.TEXT),
            Struct.newBuilder().set("n").to(5).set("record").to("{ \"n\": 5.0 }").build(),
            "{\"n\":5.0}"),
        Arguments.of(
            plan(new InputShape.Avro(RecordFormat.AVRO, SCHEMA.toString()), RecordForm.RECORD),
            Struct.newBuilder().set("n").to(5).set("record").to(ByteArray.copyFrom(avro())).build(),
            "{\"n\":\"5\",\"in\":{\"x\":\"y\"}}"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRejectedRecordIsKeptWithTheReason(EnrichPlan plan, Struct element, String record) {
    Pipeline pipeline = Pipeline.create();
    var lines =
        pipeline
            .apply(
                Create.of(
                        FailedRecord.of(
                            "Cities", element, ErrorCode.INVALID_ARGUMENT, "no such key"))
                    .withCoder(FailedRecordCoder.of(TypedStructCoder.of(plan.elementType(0)))))
            .apply(ParDo.of(new RejectFn(plan, LOOKUP)));
    PAssert.thatSingleton(lines)
        .isEqualTo(
            "{\"table\":\"Cities\",\"errorCode\":\"INVALID_ARGUMENT\",\"message\":\"Lookup city: no"
                + " such key\",\"record\":"
                + record
                + "}");
    var result = pipeline.run();
    result.waitUntilFinish();
    assertThat(TableMetrics.readTotals(result)).containsEntry(TableFigure.FAILED, 1L);
  }
}
