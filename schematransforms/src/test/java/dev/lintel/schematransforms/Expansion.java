package dev.lintel.schematransforms;

import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.model.expansion.v1.ExpansionApi;
import org.apache.beam.model.expansion.v1.ExpansionServiceGrpc;
import org.apache.beam.model.pipeline.v1.ExternalTransforms.ExpansionMethods;
import org.apache.beam.model.pipeline.v1.ExternalTransforms.SchemaTransformPayload;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.expansion.service.ExpansionServer;
import org.apache.beam.sdk.expansion.service.ExpansionService;
import org.apache.beam.sdk.expansion.service.ExpansionServiceSchemaTransformProvider;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.SchemaTranslation;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.util.construction.BeamUrns;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.apache.beam.sdk.util.construction.SdkComponents;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.vendor.grpc.v1p69p0.com.google.protobuf.ByteString;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.ManagedChannel;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.ManagedChannelBuilder;

/**
 * A transform that Beam's expansion service expands. The real service does it behind a port, as for
 * another SDK; a pipeline of this process cannot run that graph, so the service's own provider
 * applies the same request to it.
 */
final class Expansion {
  private final RunnerApi.FunctionSpec spec;

  private Expansion(RunnerApi.FunctionSpec spec) {
    this.spec = spec;
  }

  static Expansion of(SchemaTransformProvider provider, Row configuration) {
    var encoded = new ByteArrayOutputStream();
    try {
      RowCoder.of(configuration.getSchema()).encode(configuration, encoded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var payload =
        SchemaTransformPayload.newBuilder()
            .setIdentifier(provider.identifier())
            .setConfigurationSchema(
                SchemaTranslation.schemaToProto(configuration.getSchema(), true))
            .setConfigurationRow(ByteString.copyFrom(encoded.toByteArray()))
            .build();
    return new Expansion(
        RunnerApi.FunctionSpec.newBuilder()
            .setUrn(BeamUrns.getUrn(ExpansionMethods.Enum.SCHEMA_TRANSFORM))
            .setPayload(payload.toByteString())
            .build());
  }

  /** A call of the service. */
  private interface Call<T> {
    T of(ExpansionServiceGrpc.ExpansionServiceBlockingStub stub);
  }

  @SuppressWarnings("try") // Nothing interrupts the end of the server.
  private static <T> T ask(Call<T> call) throws Exception {
    var service = new ExpansionService(PipelineOptionsFactory.create());
    try (var server = ExpansionServer.create(service, "localhost", 0)) {
      ManagedChannel channel =
          ManagedChannelBuilder.forAddress(server.getHost(), server.getPort())
              .usePlaintext()
              .build();
      try {
        return call.of(ExpansionServiceGrpc.newBlockingStub(channel));
      } finally {
        channel.shutdownNow();
      }
    }
  }

  /** The transforms that the service offers: inputs and outputs by URN. */
  static Map<String, String> discovered() throws Exception {
    Map<String, String> found = new HashMap<>();
    ask(stub ->
            stub.discoverSchemaTransform(
                ExpansionApi.DiscoverSchemaTransformRequest.getDefaultInstance()))
        .getSchemaTransformConfigsMap()
        .forEach(
            (urn, config) ->
                found.put(
                    urn,
                    (String.join(",", config.getInputPcollectionNamesList())
                            + " -> "
                            + String.join(",", config.getOutputPcollectionNamesList()))
                        .strip()));
    return found;
  }

  /**
   * Expands the transform by the service, then applies it to a pipeline.
   *
   * @throws AssertionError if the outputs are not the same
   */
  Map<String, PCollection<Row>> apply(Pipeline pipeline, Map<String, PCollection<?>> inputs) {
    ExpansionApi.ExpansionResponse expanded = expandByService(pipeline, inputs);
    Map<String, PCollection<?>> outputs =
        ExpansionServiceSchemaTransformProvider.of().apply(pipeline, "Expanded", spec, inputs);
    if (!expanded.getTransform().getOutputsMap().keySet().equals(outputs.keySet())) {
      throw new AssertionError(
          expanded.getTransform().getOutputsMap().keySet() + " are not " + outputs.keySet());
    }
    ImmutableMap.Builder<String, PCollection<Row>> rows = ImmutableMap.builder();
    outputs.forEach((name, output) -> rows.put(name, rows(output)));
    return rows.buildOrThrow();
  }

  @SuppressWarnings("unchecked") // The outputs of schema transforms are rows.
  private static PCollection<Row> rows(PCollection<?> output) {
    return (PCollection<Row>) output;
  }

  private ExpansionApi.ExpansionResponse expandByService(
      Pipeline pipeline, Map<String, PCollection<?>> inputs) {
    var transform = RunnerApi.PTransform.newBuilder().setUniqueName("Expanded").setSpec(spec);
    var components = SdkComponents.create(pipeline.getOptions());
    try {
      for (var input : inputs.entrySet()) {
        transform.putInputs(input.getKey(), components.registerPCollection(input.getValue()));
      }
      RunnerApi.Pipeline proto = PipelineTranslation.toProto(pipeline, components);
      ExpansionApi.ExpansionResponse response =
          ask(
              stub ->
                  stub.expand(
                      ExpansionApi.ExpansionRequest.newBuilder()
                          .setComponents(proto.getComponents())
                          .setTransform(transform)
                          .addAllRequirements(proto.getRequirementsList())
                          .setNamespace("expanded")
                          .build()));
      if (!response.getError().isEmpty()) {
        throw new IllegalArgumentException(response.getError());
      }
      return response;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
