package dev.lintel.pipeline.enrich;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.FailedRecordCoder;
import dev.lintel.coders.TypedStructCoder;
import dev.lintel.failure.FailedRecord;
import dev.lintel.pipeline.files.avro.AvroBinary;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.SampleShapes;
import dev.lintel.pipeline.records.InputShape;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.Utf8;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rejected record of a record whose key Spanner rejects, in every form of travel. */
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

  private static EnrichPlan plan(InputShape shape, RecordFormat output) {
    Format format = Formats.of(output);
    return new EnrichPlan(
        shape,
        null,
        ImmutableList.of(new EnrichPlan.KeyField("n", RecordFields.column("n", Type.int64()))),
        format.formOf(shape),
        ImmutableList.of(LOOKUP),
        format);
  }

  private static byte[] avro(Object x) {
    var inner = new GenericRecordBuilder(SCHEMA.getField("in").schema()).set("x", x).build();
    return new AvroBinary(SCHEMA)
        .encode(new GenericRecordBuilder(SCHEMA).set("n", 5).set("in", inner).build());
  }

  static Stream<Arguments> kinds() {
    InputShape csv = SampleShapes.csv(List.of("n", "m"), Map.of("m", Type.int64()));
    InputShape json = SampleShapes.json(Map.of());
    return Stream.of(
        Arguments.of(
            plan(csv, RecordFormat.AVRO),
            Struct.newBuilder().set("n").to(5).set("n").to("5").set("m").to((Long) null).build(),
            "\"record\":{\"n\":\"5\",\"m\":null}"),
        Arguments.of(
            plan(json, RecordFormat.JSONL),
            Struct.newBuilder().set("n").to(5).set("record").to("{ \"n\": 5.0 }").build(),
            "\"record\":{ \"n\": 5.0 }"),
        Arguments.of(
            plan(SampleShapes.avro(SCHEMA), RecordFormat.AVRO),
            avroElement("y"),
            "\"record\":{\"n\":\"5\",\"in\":{\"x\":\"y\"}}"),
        Arguments.of(
            plan(SampleShapes.avro(SCHEMA), RecordFormat.AVRO),
            avroElement(new Utf8(new byte[] {'c', 'a', 'f', (byte) 0xE9})),
            "\"format\":\"jsonl\",\"readAs\":{\"jsonStrings\":\"document\"},\"rawBase64\":\"%s\""
                .formatted(
                    Base64.getEncoder()
                        .encodeToString(
                            "{\"n\":\"5\",\"in\":{\"x\":\"café\"}}".getBytes(ISO_8859_1)))));
  }

  private static Struct avroElement(Object x) {
    return Struct.newBuilder().set("n").to(5).set("record").to(ByteArray.copyFrom(avro(x))).build();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRejectedRecordIsKeptWithTheReason(EnrichPlan plan, Struct element, String content) {
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
                + " such key\","
                + content
                + "}");
    var result = pipeline.run();
    result.waitUntilFinish();
    assertThat(TableMetrics.readTotals(result)).containsEntry(TableFigure.FAILED, 1L);
  }
}
