package dev.lintel.pipeline.files.avro;

import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.schema.MessageType;

/** Builds writers of Avro records with the types of {@link AvroToParquet}. */
final class ParquetFileBuilder extends ParquetWriter.Builder<GenericRecord, ParquetFileBuilder> {
  private final Schema schema;
  private final MessageType types;

  ParquetFileBuilder(Schema schema, OutputStream out) {
    super(new ParquetOutput(out));
    ParquetConfiguration configuration = ParquetSchema.writeConfiguration();
    this.schema = schema;
    this.types = AvroToParquet.convert(schema, configuration);
    withConf(configuration);
  }

  @Override
  protected ParquetFileBuilder self() {
    return this;
  }

  @Override
  protected WriteSupport<GenericRecord> getWriteSupport(ParquetConfiguration configuration) {
    return new AvroWriteSupport<>(types, schema, GenericData.get());
  }

  /**
   * Never called: the builder has a configuration of Parquet's own. It is abstract all the same.
   */
  @Override
  @SuppressWarnings("deprecation")
  protected WriteSupport<GenericRecord> getWriteSupport(Configuration configuration) {
    throw new UnsupportedOperationException("There is no configuration of Hadoop");
  }
}
