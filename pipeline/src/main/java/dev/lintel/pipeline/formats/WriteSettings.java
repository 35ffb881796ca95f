package dev.lintel.pipeline.formats;

import dev.lintel.pipeline.files.avro.AvroCodec;
import java.io.Serializable;

/**
 * What can be chosen about the files of a format. A setting of another format is ignored.
 *
 * @param avroCodec how Avro files are compressed
 */
public record WriteSettings(AvroCodec avroCodec) implements Serializable {}
