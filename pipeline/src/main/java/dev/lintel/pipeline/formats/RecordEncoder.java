package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Value;
import dev.lintel.pipeline.files.RawText;
import java.util.List;
import java.util.Optional;

/**
 * Encodes a record as the values of its columns; see {@link RecordForm}. Not thread-safe.
 *
 * @param <R> a record
 */
@FunctionalInterface
public interface RecordEncoder<R> {

  /**
   * The values of the columns, in their order.
   *
   * @param raw the record's text, if it has one
   * @throws dev.lintel.convert.ConversionException if the record cannot have this form
   */
  List<Value> encode(R record, Optional<RawText> raw);
}
