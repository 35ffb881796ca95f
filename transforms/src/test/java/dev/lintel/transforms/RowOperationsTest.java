package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import dev.lintel.coders.MutationCoder;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Later clients have mutations of queues, which have no table. */
@Timeout(120)
class RowOperationsTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse("CREATE TABLE T (Id INT64) PRIMARY KEY (Id)", Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();

  private enum LaterOperation {
    SEND
  }

  /** Creates mutations that no coder has seen, as in a fused step of a runner for production. */
  private static final class AckFn extends DoFn<Integer, Mutation> {
    @ProcessElement
    public void process(@Element Integer key, OutputReceiver<Mutation> out) throws Exception {
      var builder = Mutation.class.getMethod("newAckBuilder", String.class).invoke(null, "Q");
      builder
          .getClass()
          .getMethod("setKey", queueKey(key).getClass())
          .invoke(builder, queueKey(key));
      out.output((Mutation) builder.getClass().getMethod("build").invoke(builder));
    }
  }

  /** Outside the DoFn, where Key is an annotation. */
  private static Key queueKey(int key) {
    return Key.of(key);
  }

  @Test
  void anOperationOfALaterClientIsNamed() {
    assertThatThrownBy(() -> RowOperations.check(LaterOperation.SEND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cannot write a Mutation with the operation SEND: only rows")
        .hasMessageContaining("[INSERT, UPDATE, INSERT_OR_UPDATE, REPLACE, DELETE]");
  }

  @Tag("newest-client")
  @ParameterizedTest
  @EnumSource
  void aRealOneIsRefusedWhateverTheMode(WriteMode mode) {
    assertRefused(WriteRows.to(server.newDatabase()).withSchema(SCHEMA).withMode(mode));
  }

  @Tag("newest-client")
  @Test
  void aRealOneIsRefusedAmongDependentRows() {
    assertRefused(WriteDependentRows.like(WriteRows.to(server.newDatabase()).withSchema(SCHEMA)));
  }

  private static void assertRefused(PTransform<PCollection<Mutation>, WriteRowsResult> write) {
    var options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setEnforceEncodability(false);
    options.setEnforceImmutability(false);
    var pipeline = Pipeline.create(options);
    pipeline
        .apply(Create.of(1))
        .apply(ParDo.of(new AckFn()))
        .setCoder(MutationCoder.of())
        .apply(write);

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("cannot write a Mutation with the operation ACK");
  }
}
