package dev.lintel.coders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import dev.lintel.failure.FailedRecord;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;

class LintelCoderProviderRegistrarTest {
  private final CoderRegistry registry = CoderRegistry.createDefault();
  private final Pipeline pipeline = Pipeline.create();

  private static final class FailEverything extends DoFn<Mutation, FailedRecord<Mutation>> {
    @ProcessElement
    public void process(
        @Element Mutation mutation, OutputReceiver<FailedRecord<Mutation>> receiver) {
      receiver.output(
          FailedRecord.of(mutation.getTable(), mutation, ErrorCode.ALREADY_EXISTS, "there"));
    }
  }

  private static final class ToMutation extends DoFn<Struct, Mutation> {
    @ProcessElement
    public void process(@Element Struct row, OutputReceiver<Mutation> receiver) {
      receiver.output(Mutation.newInsertBuilder("T").set("name").to(row.getString("name")).build());
    }
  }

  @Test
  void aPipelineInfersOurCodersAndRunsWithThem() {
    PCollection<Struct> rows =
        pipeline.apply(
            Create.of(SampleValues.person("Ada", 36L), SampleValues.person("Bob", null)));
    PCollection<Mutation> mutations = rows.apply("ToMutation", ParDo.of(new ToMutation()));
    PCollection<FailedRecord<Mutation>> failed =
        mutations
            .apply("FailEverything", ParDo.of(new FailEverything()))
            .apply("Shuffle", Reshuffle.viaRandomKey());
    var counts =
        mutations
            .apply(
                "ToKey",
                MapElements.into(TypeDescriptor.of(Key.class))
                    .via(mutation -> Key.of(mutation.getTable())))
            .apply(Count.perElement());

    assertThat(rows.getCoder()).isEqualTo(StructCoder.of());
    assertThat(mutations.getCoder()).isEqualTo(MutationCoder.of());
    assertThat(failed.getCoder()).isEqualTo(FailedRecordCoder.of(MutationCoder.of()));
    assertThat(counts.getCoder()).isEqualTo(KvCoder.of(KeyCoder.of(), VarLongCoder.of()));
    assertThat(SerializableCoderFinder.findIn(pipeline)).isEmpty();

    PAssert.that(failed).containsInAnyOrder(List.of(failed("Ada"), failed("Bob")));
    PAssert.that(counts)
        .satisfies(
            all -> {
              assertThat(all)
                  .singleElement()
                  .satisfies(count -> assertThat(count.getValue()).isEqualTo(2));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void createInfersFromElements() {
    assertThat(pipeline.apply("1", Create.of(SampleMutations.everydayRow())).getCoder())
        .isEqualTo(MutationCoder.of());
    assertThat(pipeline.apply("2", Create.of(Key.of(1))).getCoder()).isEqualTo(KeyCoder.of());
    assertThat(pipeline.apply("3", Create.of(KeySet.all())).getCoder()).isEqualTo(KeySetCoder.of());
  }

  @Test
  void theCoderOfAFailedRecordUsesTheCoderOfItsElement() throws Exception {
    assertThat(registry.getCoder(new TypeDescriptor<FailedRecord<List<Struct>>>() {}).toString())
        .isEqualTo("FailedRecordCoder(ListCoder(StructCoder))");
  }

  @Test
  void givenAFailedRecordWithoutItsElementType_noCoderIsGuessed() {
    assertThatThrownBy(() -> registry.getCoder(FailedRecord.class))
        .isInstanceOf(CannotProvideCoderException.class);
  }

  /** Beam asks registrars in the order of class names, so one that is added later matters too. */
  @Test
  void noOtherRegistrarIsAskedBeforeOurs() {
    assertThat(ServiceLoader.load(CoderProviderRegistrar.class))
        .extracting(registrar -> registrar.getClass().getName())
        .contains(
            LintelCoderProviderRegistrar.class.getName(),
            "org.apache.beam.sdk.io.gcp.bigquery.BigQueryCoderProviderRegistrar")
        .allSatisfy(
            name ->
                assertThat(name)
                    .isGreaterThanOrEqualTo(LintelCoderProviderRegistrar.class.getName()));
  }

  private static FailedRecord<Mutation> failed(String name) {
    return FailedRecord.of(
        "T",
        Mutation.newInsertBuilder("T").set("name").to(name).build(),
        ErrorCode.ALREADY_EXISTS,
        "there");
  }
}
