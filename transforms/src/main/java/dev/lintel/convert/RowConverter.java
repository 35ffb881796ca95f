package dev.lintel.convert;

import com.google.cloud.spanner.Mutation;
import java.io.Serializable;

/**
 * Makes the mutations of one table of foreign rows; all look-ups by name are done when it is made.
 * Serializable and thread-safe.
 *
 * @param <R> a row: the fields of a line of text, a JSON object, an Avro record
 */
public interface RowConverter<R> extends Serializable {

  /**
   * The write of one row, with the columns in the row's order.
   *
   * @throws ConversionException if the table cannot hold it
   */
  Mutation convert(R row);
}
