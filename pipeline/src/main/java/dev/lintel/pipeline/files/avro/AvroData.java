package dev.lintel.pipeline.files.avro;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.ResolvingDecoder;

/**
 * Reads the data of an Avro file, and corrects dates of Spark's legacy calendar. Strings keep their
 * bytes, whatever class the schema names for them, because they may not be UTF-8.
 */
final class AvroData extends GenericDatumReader<GenericRecord> {
  private final IdentityHashMap<Schema, UnaryOperator<Object>> corrections =
      new IdentityHashMap<>();
  private LegacyCalendar calendar = LegacyCalendar.NONE;

  /** Sets the calendar of the file, whose metadata are known only when it is open. */
  void setCalendar(LegacyCalendar calendar) {
    this.calendar = calendar;
  }

  @Override
  protected Object readString(Object old, Schema expected, Decoder in) throws IOException {
    return readString(old, in);
  }

  @Override
  protected Object readWithoutConversion(Object old, Schema expected, ResolvingDecoder in)
      throws IOException {
    Object datum = super.readWithoutConversion(old, expected, in);
    return calendar.isLegacy() && (datum instanceof Integer || datum instanceof Long)
        ? corrections.computeIfAbsent(expected, calendar::correctionOf).apply(datum)
        : datum;
  }
}
