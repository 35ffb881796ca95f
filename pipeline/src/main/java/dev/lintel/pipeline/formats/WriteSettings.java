package dev.lintel.pipeline.formats;

import dev.lintel.pipeline.files.CsvForm;
import dev.lintel.pipeline.files.avro.AvroCodec;
import dev.lintel.pipeline.files.avro.ParquetTypes;
import java.io.Serializable;

/**
 * What can be chosen about the files of a format. A setting of another format is ignored.
 *
 * @param avroCodec how Avro files are compressed
 * @param parquetTypes in which types rows are written to Parquet files
 * @param csvForm how CSV files are written
 */
public record WriteSettings(AvroCodec avroCodec, ParquetTypes parquetTypes, CsvForm csvForm)
    implements Serializable {}
