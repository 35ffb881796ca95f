package dev.lintel.pipeline.files.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.pipeline.files.SampleData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyCalendarTest {
  private static final String LOS_ANGELES = "America/Los_Angeles";
  private static final int DAY_1500_01_01 = (int) LocalDate.of(1500, 1, 1).toEpochDay();

  private static final MessageType PARQUET =
      MessageTypeParser.parseMessageType(
          """
          message m {
            required int32 d (DATE);
            required int64 millis (TIMESTAMP(MILLIS,true));
            required int64 micros (TIMESTAMP(MICROS,true));
            required int64 local (TIMESTAMP(MICROS,false));
            required int64 number;
            required int96 old;
          }
          """);

  private static final Schema AVRO =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "m", "fields": [
                {"name": "d", "type": {"type": "int", "logicalType": "date"}},
                {"name": "ts", "type":
                  ["null", {"type": "long", "logicalType": "timestamp-micros"}]},
                {"name": "days", "type":
                  {"type": "array", "items": {"type": "int", "logicalType": "date"}}},
                {"name": "n", "type": "long"}]}
              """);

  @TempDir Path folder;

  private static LegacyCalendar legacy(String zone) {
    return new LegacyCalendar(true, true, ZoneId.of(zone));
  }

  /** How Java's old classes, which Spark's legacy mode uses, count such a date and time. */
  private static long oldSeconds(LocalDateTime at, String zone) {
    var old = new GregorianCalendar(TimeZone.getTimeZone(ZoneId.of(zone)));
    old.clear();
    old.set(
        at.getYear(),
        at.getMonthValue() - 1,
        at.getDayOfMonth(),
        at.getHour(),
        at.getMinute(),
        at.getSecond());
    return Math.floorDiv(old.getTimeInMillis(), 1000L);
  }

  @ParameterizedTest
  @CsvSource({
    "-171655, 1500-01-01",
    "-719164, 0001-01-01",
    "-141428, 1582-10-04",
    "-141427, 1582-10-15",
    "0, 1970-01-01",
    "2932896, 9999-12-31"
  })
  void aDayKeepsItsDate(long stored, LocalDate date) {
    assertThat(LocalDate.ofEpochDay(LegacyCalendar.day(stored))).isEqualTo(date);
  }

  @Test
  void aLeapDayOfTheJulianCalendarAloneIsTheDayAfter() {
    long stored = oldSeconds(LocalDateTime.of(1500, 2, 28, 0, 0), "UTC") / 86_400 + 1;

    assertThat(LocalDate.ofEpochDay(LegacyCalendar.day(stored))).isEqualTo("1500-03-01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", LOS_ANGELES, "Asia/Kolkata", "Europe/Amsterdam", "+05:30"})
  void aTimestampKeepsItsDateAndTimeInTheZoneOfTheFile(String zone) {
    for (String text :
        List.of(
            "0001-01-01T00:00:00",
            "1000-06-15T12:34:56",
            "1500-01-01T00:00:00",
            "1582-10-04T23:59:59",
            "1582-10-15T00:00:00",
            "1850-01-01T01:02:03",
            "1899-12-31T12:00:00",
            "1900-01-02T00:00:00",
            "1940-05-15T12:00:00",
            "2024-02-29T12:34:56")) {
      LocalDateTime at = LocalDateTime.parse(text);

      assertThat(Instant.ofEpochSecond(legacy(zone).seconds(oldSeconds(at, zone))))
          .as(text)
          .isEqualTo(at.atZone(ZoneId.of(zone)).toInstant());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.4.8, , true, true",
    "3.0.1, , false, true",
    "3.5.7, , false, false",
    "4.0.0, , false, false",
    "3.5.7, org.apache.spark.legacyDateTime, true, false",
    "3.5.7, org.apache.spark.legacyINT96, false, true"
  })
  void theMetadataStateTheCalendar(String version, String key, boolean dates, boolean int96) {
    var calendar =
        LegacyCalendar.of(
            name ->
                name.equals("org.apache.spark.version") ? version : name.equals(key) ? "" : null);

    assertThat(calendar).isEqualTo(new LegacyCalendar(dates, int96, ZoneOffset.UTC));
  }

  @Test
  void aFileOfAnotherWriterIsNotLegacy() {
    assertThat(LegacyCalendar.of(name -> null).isLegacy()).isFalse();
  }

  @Test
  void aTimeZoneThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> LegacyCalendar.of(name -> "Mars/Base"))
        .hasMessage("its org.apache.spark.timeZone is Mars/Base, which is not a time zone");
  }

  private static Map<String, String> metadata(String zone) {
    return Map.of(
        "org.apache.spark.version", "3.5.7",
        "org.apache.spark.legacyDateTime", "",
        "org.apache.spark.legacyINT96", "",
        "org.apache.spark.timeZone", zone);
  }

  private GenericRecord parquet(Map<String, String> metadata, long seconds) throws IOException {
    Group row =
        new SimpleGroup(PARQUET)
            .append("d", (int) Math.floorDiv(seconds, 86_400L))
            .append("millis", seconds * 1000 + 7)
            .append("micros", seconds * 1_000_000 + 7)
            .append("local", seconds * 1_000_000 + 7)
            .append("number", seconds)
            .append("old", int96(seconds, 7));
    Path file = folder.resolve("f.parquet");
    return ParquetSamples.read(ParquetSamples.write(file, PARQUET, metadata, List.of(row))).get(0);
  }

  private static Binary int96(long seconds, int nanos) {
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(Math.floorMod(seconds, 86_400L) * 1_000_000_000 + nanos);
    bytes.putInt((int) Math.floorDiv(seconds, 86_400L) + 2_440_588);
    return Binary.fromConstantByteArray(bytes.array());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Etc/UTC", LOS_ANGELES})
  void givenAParquetFileInTheLegacyCalendar_itsDatesAndTimesAreThoseThatWereWritten(String zone)
      throws IOException {
    LocalDateTime at = LocalDateTime.of(1500, 1, 1, 18, 30);
    long stored = oldSeconds(at, zone);
    long right = at.atZone(ZoneId.of(zone)).toEpochSecond();

    GenericRecord row = parquet(metadata(zone), stored);

    assertThat(row.get("d")).isEqualTo((int) LegacyCalendar.day(Math.floorDiv(stored, 86_400L)));
    assertThat(row.get("millis")).isEqualTo(right * 1000 + 7);
    assertThat(row.get("micros")).isEqualTo(right * 1_000_000 + 7);
    assertThat(row.get("local")).isEqualTo(stored * 1_000_000 + 7);
    assertThat(row.get("number")).isEqualTo(stored);
    assertThat(((GenericFixed) row.get("old")).bytes()).isEqualTo(int96(right, 7).getBytes());
  }

  @Test
  void givenAParquetFileWithoutTheKeys_nothingIsShifted() throws IOException {
    long stored = LocalDateTime.of(1500, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);

    GenericRecord row = parquet(Map.of("org.apache.spark.version", "3.5.7"), stored);

    assertThat(row.get("d")).isEqualTo(DAY_1500_01_01);
    assertThat(row.get("micros")).isEqualTo(stored * 1_000_000 + 7);
    assertThat(((GenericFixed) row.get("old")).bytes()).isEqualTo(int96(stored, 7).getBytes());
  }

  @Test
  void givenAnAvroFileInTheLegacyCalendar_itsDatesAndTimesAreThoseThatWereWritten()
      throws IOException {
    LocalDateTime at = LocalDateTime.of(1500, 1, 1, 0, 0);
    long stored = oldSeconds(at, "UTC");
    int storedDay = (int) (stored / 86_400);
    var written = new GenericData.Record(AVRO);
    written.put("d", storedDay);
    written.put("ts", stored * 1_000_000);
    written.put("days", List.of(storedDay, 0));
    written.put("n", stored);
    Path file = folder.resolve("f.avro");
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(AVRO))) {
      metadata("UTC").forEach(writer::setMeta);
      writer.create(AVRO, Files.newOutputStream(file)).append(written);
    }

    try (var reader = AvroReader.open(SampleData.file(file))) {
      assertThat(reader.next().toString())
          .contains("\"d\": " + DAY_1500_01_01)
          .contains("\"ts\": " + at.toEpochSecond(ZoneOffset.UTC) * 1_000_000)
          .contains("\"days\": [" + DAY_1500_01_01 + ", 0]")
          .contains("\"n\": " + stored);
    }
  }
}
