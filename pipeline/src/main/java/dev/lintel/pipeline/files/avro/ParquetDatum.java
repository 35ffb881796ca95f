package dev.lintel.pipeline.files.avro;

import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.parquet.io.api.Converter;

/** How the values of a node of a Parquet schema become Avro data. Immutable. */
sealed interface ParquetDatum permits ParquetScalar, ParquetRecord, ParquetList, ParquetMap {

  /** The type of the data, without null. */
  Schema schema();

  /**
   * What Parquet's reader calls with the values, column by column.
   *
   * @param target takes each datum when it is complete
   */
  Converter newConverter(Consumer<Object> target);
}
