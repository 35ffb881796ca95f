package dev.lintel.benchmarks;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Statement;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.transforms.DeleteRows;
import dev.lintel.transforms.ReadRows;
import dev.lintel.transforms.StructKeys;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Lintel's ReadRows and DeleteRows, which checks that each row is still old. */
record DeleteRowsPipeline() implements DeleteMethod {

  @Override
  public void delete(OldRows rows, EmulatorDatabase target) {
    Pipeline pipeline = TunedPipeline.create();
    var config = LintelConfig.of(target);
    pipeline
        .apply("Read", ReadRows.from(config).withQuery("keys", Statement.of(rows.query())))
        .getRows()
        .apply(
            "Keys",
            FlatMapElements.into(TypeDescriptor.of(Key.class))
                .via(StructKeys.ofColumns("SingerId")))
        .apply(
            "Delete",
            DeleteRows.from(config).withTable(SampleRows.TABLE).withCondition(rows.condition()));
    pipeline.run().waitUntilFinish();
  }
}
