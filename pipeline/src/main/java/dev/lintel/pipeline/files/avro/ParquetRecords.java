package dev.lintel.pipeline.files.avro;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Puts the values of all columns of a file together to one record after the other. */
final class ParquetRecords extends RecordMaterializer<GenericRecord> {
  private final Schema schema;
  private final GroupConverter root;
  private @Nullable GenericRecord current;

  ParquetRecords(ParquetRecord file) {
    this.schema = file.schema();
    this.root = file.newConverter(record -> current = (GenericRecord) record);
  }

  Schema schema() {
    return schema;
  }

  @Override
  public GenericRecord getCurrentRecord() {
    return current;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }
}
