package dev.lintel.convert;

/**
 * What data of an Avro or Parquet type mean, however they are encoded: a decimal in a long and one
 * in bytes mean the same. {@link AvroScalars} finds the meaning of a type and decodes its data,
 * {@link AvroReadings} lists the Spanner types that data of a meaning are written to.
 */
enum AvroMeaning {
  /** Decoded to a Boolean. */
  BOOLEAN("a boolean", "true"),

  /** Decoded to a Long. */
  INTEGER("an integer", "1"),

  /** An integer that counts seconds since 1970 where a timestamp is read; a Long. */
  COUNT_OF_SECONDS("an integer", "1"),

  /** Likewise of milliseconds. */
  COUNT_OF_MILLIS("an integer", "1"),

  /** Likewise of microseconds. */
  COUNT_OF_MICROS("an integer", "1"),

  /** Likewise of nanoseconds. */
  COUNT_OF_NANOS("an integer", "1"),

  /** A BigDecimal without a fraction, of up to 20 digits. */
  UNSIGNED_64("an unsigned 64-bit integer", "1"),

  /** A BigDecimal. */
  DECIMAL("a decimal", "1.50"),

  /** PostgreSQL's numeric in the encoding of Google's export; its text. */
  PG_NUMERIC("a numeric of PostgreSQL", "1.50"),

  /** A Float. */
  FLOAT("a floating-point number of 32 bits", "1.5"),

  /** A Double. */
  DOUBLE("a floating-point number of 64 bits", "1.5"),

  /** A String. */
  TEXT("text", "text"),

  /** A String. */
  ENUM("an enum", "SYMBOL"),

  /** The text of a JSON document. */
  JSON("JSON", "{\"a\":1}"),

  /** A record, a map or an array that is not read as an array; the text of a JSON document. */
  NESTED("nested data", "{\"a\":1}"),

  /** A ByteArray. */
  BYTES("bytes", "AQI="),

  /** A ByteArray, which may be Google's encoding of a number; see {@link AvroToValue}. */
  BYTES_OR_NUMBER("bytes", "AQI="),

  /** A ByteArray of 16 bytes, which may be a UUID. */
  BYTES_OF_UUID("16 bytes", "ABEiM0RVZneImaq7zN3u/w=="),

  /** A ByteArray. */
  BSON("BSON", "AQI="),

  /** The text of a UUID; a String. */
  UUID_TEXT("a UUID", "00112233-4455-6677-8899-aabbccddeeff"),

  /** A UUID. */
  UUID("a UUID", "00112233-4455-6677-8899-aabbccddeeff"),

  /** A {@link com.google.cloud.Date}. */
  DATE("a date", "2024-02-29"),

  /** A {@link java.time.LocalTime}. */
  TIME("a time of day", "12:34:56.789"),

  /** A {@link com.google.cloud.Timestamp}. */
  TIMESTAMP("a timestamp", "2024-02-29T12:34:56.5Z"),

  /** An {@link com.google.cloud.spanner.Interval}. */
  INTERVAL("an interval", "P1M2DT45M");

  private final String description;
  private final String exampleText;

  AvroMeaning(String description, String exampleText) {
    this.description = description;
    this.exampleText = exampleText;
  }

  /** Returns the meaning of an integer that counts these units where a timestamp is read. */
  static AvroMeaning countOf(TimestampUnit unit) {
    return switch (unit) {
      case SECONDS -> COUNT_OF_SECONDS;
      case MILLIS -> COUNT_OF_MILLIS;
      case MICROS -> COUNT_OF_MICROS;
      case NANOS -> COUNT_OF_NANOS;
    };
  }

  /** Returns what the data are, for a sentence. */
  String description() {
    return description;
  }

  /** Returns such a datum as the text that a STRING column gets. */
  String exampleText() {
    return exampleText;
  }
}
