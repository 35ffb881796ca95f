package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.records.QueryResultShape;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Converts a row of the query to the element that {@link EnrichPlan} describes. */
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
    builder =
        ElementBuilder.of(plan, ((QueryResultShape) plan.shape()).fields(), ImmutableList.of());
  }

  @ProcessElement
  public void process(@Element Struct row, OutputReceiver<Struct> out) {
    counts.increment(TableFigure.READ, EnrichPlan.RECORDS);
    out.output(builder.build(row, Optional.empty()));
  }
}
