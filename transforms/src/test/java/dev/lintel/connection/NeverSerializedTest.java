package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Spanner;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

/** No client is serialized: captured objects throw, and no class of the project captures one. */
class NeverSerializedTest {
  private final SpannerConnection connection =
      new FakeSpanner()
          .connection(
              new ConnectionConfig(
                  "p", "i", "d", null, "localhost:1", null, CredentialsSource.NONE, 4),
              new ConnectionUsage());

  // Every runner translates the graph before it starts anything.
  @Test
  void aCapturedLeaseFailsBeforeAnythingRuns() {
    var lease = new Lease(connection, () -> {});
    var pipeline = Pipeline.create();
    pipeline.apply(Create.of(1)).apply(ParDo.of(new LeaseHoldingFn(lease)));
    assertThatThrownBy(() -> PipelineTranslation.toProto(pipeline))
        .hasRootCauseMessage(
            "A Lease was captured by a DoFn or a function. A Spanner client belongs to the process"
                + " that opened it and is never serialized. Keep the ConnectionConfig in a final"
                + " field, acquire a Lease in @Setup (or extend ConnectedDoFn), and keep the Lease"
                + " in a transient field.");
  }

  @Test
  void aCapturedClientFailsBeforeAnythingRuns() {
    var client = connection.databaseClient();
    var pipeline = Pipeline.create();
    pipeline
        .apply(Create.of(1))
        .apply(
            MapElements.into(TypeDescriptors.strings())
                .via(number -> client.getDialect() + " " + number));
    assertThatThrownBy(() -> PipelineTranslation.toProto(pipeline))
        .rootCause()
        .hasMessageContaining("A SharedDatabaseClient was captured")
        .hasMessageContaining("acquire a Lease in @Setup");
  }

  @Test
  void noSerializableClassOfTheProjectHasAFieldThatCouldHoldAClient() {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.lintel");
    var serializable = classes.stream().filter(c -> c.isAssignableTo(Serializable.class)).toList();
    assertThat(serializable)
        .extracting(JavaClass::getSimpleName)
        .as("the scan sees the classes of the project")
        .contains("ConnectionConfig", "ConnectedDoFn", "SpannerConnection", "Lease");

    assertThat(ClientFieldFinder.findIn(classes)).isEmpty();
  }

  @Test
  void theScanFindsAFieldThatCouldHoldAClient() {
    var careless = new ClassFileImporter().importClass(CarelessFn.class);
    assertThat(careless.getFields())
        .filteredOn(ClientFieldFinder::couldHoldAClient)
        .extracting(JavaField::getName)
        .containsExactlyInAnyOrder("client", "closeable", "anything", "clients");
  }

  private static final class LeaseHoldingFn extends DoFn<Integer, Boolean> {
    private final Lease lease;

    LeaseHoldingFn(Lease lease) {
      this.lease = lease;
    }

    @ProcessElement
    public void process(OutputReceiver<Boolean> out) {
      out.output(lease.connection().config().isEmulator());
    }
  }

  @SuppressWarnings({"unused", "UnusedVariable"})
  private static final class CarelessFn extends DoFn<String, String> {
    private DatabaseClient client;
    private AutoCloseable closeable;
    private Object anything;
    private List<Spanner> clients;
    private String harmless;
  }
}
