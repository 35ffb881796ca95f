/** Avro and Parquet files: records of an Avro schema, read and written. */
package dev.lintel.pipeline.files.avro;
