package dev.lintel.pipeline.records;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;

/** The shape of the rows of a query. */
public record QueryResultShape(ImmutableList<Type.StructField> columns) implements InputShape {

  @Override
  public QueryFields fields() {
    return new QueryFields(columns);
  }
}
