package dev.lintel.compare;

import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Struct;
import com.google.common.collect.AbstractIterator;

/** The rows of a result set, which the caller closes. Not thread-safe. */
final class StructIterator extends AbstractIterator<Struct> {
  private final ResultSet rows;

  StructIterator(ResultSet rows) {
    this.rows = rows;
  }

  @Override
  protected Struct computeNext() {
    return rows.next() ? rows.getCurrentRowAsStruct() : endOfData();
  }
}
