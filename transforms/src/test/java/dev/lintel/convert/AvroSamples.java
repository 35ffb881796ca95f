package dev.lintel.convert;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Schemas and data of Avro, for the tests of this package. */
final class AvroSamples {
  private AvroSamples() {}

  static Schema parse(String schema) {
    return new Schema.Parser()
        .setValidate(false)
        .parse(schema.startsWith("{") || schema.startsWith("[") ? schema : '"' + schema + '"');
  }

  static String logical(String type, String logicalType) {
    return "{\"type\": \"%s\", \"logicalType\": \"%s\"}".formatted(type, logicalType);
  }

  static String decimal(String type, int precision, int scale) {
    return "{\"type\": \"%s\", \"logicalType\": \"decimal\", \"precision\": %d, \"scale\": %d}"
        .formatted(type, precision, scale);
  }

  static String fixed(int size, String more) {
    return "{\"type\": \"fixed\", \"name\": \"F\", \"size\": %d%s}".formatted(size, more);
  }

  static String parquet(String type, String parquetType) {
    return "{\"type\": \"%s\", \"lintel.parquetType\": \"%s\"}".formatted(type, parquetType);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(hex(hex));
  }

  static GenericData.Fixed fixedOf(String hex) {
    byte[] bytes = hex(hex);
    return new GenericData.Fixed(Schema.createFixed("F", null, null, bytes.length), bytes);
  }
}
