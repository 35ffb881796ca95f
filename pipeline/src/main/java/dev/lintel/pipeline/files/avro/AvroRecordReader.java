package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.RecordReader;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** The Avro records of a file that has a schema. */
public interface AvroRecordReader extends RecordReader<GenericRecord> {

  /** The schema of every record. */
  Schema getSchema();
}
