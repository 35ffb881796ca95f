package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import dev.lintel.pipeline.records.InputShape;
import dev.lintel.pipeline.records.QueryFields;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Makes of a row of the query the Struct that {@link EnrichPlan} has. */
final class RowToElementFn extends DoFn<Struct, Struct> {
  private final EnrichPlan plan;
  private final TableMetrics counts = TableMetrics.create();

  // Worker scoped.
  private transient @Nullable ElementBuilder<Struct> builder;

  RowToElementFn(EnrichPlan plan) {
    this.plan = plan;
  }

  @Setup
  public void setup() {
    QueryFields fields = ((InputShape.Query) plan.shape()).fields();
    builder = ElementBuilder.of(plan, fields, RecordEncoder.ofFields(fields));
  }

  @ProcessElement
  public void process(@Element Struct row, OutputReceiver<Struct> out) {
    counts.increment(TableFigure.READ, EnrichPlan.RECORDS);
    out.output(builder.build(row, Optional.empty()));
  }
}
