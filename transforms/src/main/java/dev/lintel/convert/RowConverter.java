package dev.lintel.convert;

import com.google.cloud.spanner.Mutation;
import java.io.Serializable;

/**
 * Converts rows of another format to writes of one table. Names of columns are resolved when the
 * converter is created, not for each row. Serializable and thread-safe.
 *
 * @param <R> the type of a row: the fields of a line of text, a JSON object, an Avro record
 */
public interface RowConverter<R> extends Serializable {

  /**
   * Converts a row to a write, with the columns in the row's order.
   *
   * @throws ConversionException if the table cannot hold it
   */
  Mutation convert(R row);
}
