package dev.lintel.pipeline.formats;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Struct;
import dev.lintel.pipeline.files.CsvForm;
import dev.lintel.pipeline.files.avro.AvroCodec;
import dev.lintel.pipeline.files.avro.ParquetTypes;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Small files of all types, with which nothing is wrong. */
final class SampleFiles {
  private SampleFiles() {}

  /** One file of each codec. */
  static List<byte[]> avro(Path folder) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (AvroCodec codec : AvroCodec.values()) {
      files.add(
          write(
              RecordFormat.AVRO,
              new WriteSettings(codec, ParquetTypes.NANOS, CsvForm.LOSSLESS),
              folder));
    }
    return files;
  }

  /** One file of each way to write the types. */
  static List<byte[]> parquet(Path folder) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (ParquetTypes types : ParquetTypes.values()) {
      files.add(
          write(
              RecordFormat.PARQUET,
              new WriteSettings(AvroCodec.SNAPPY, types, CsvForm.LOSSLESS),
              folder));
    }
    return files;
  }

  private static byte[] write(RecordFormat format, WriteSettings settings, Path folder)
      throws IOException {
    List<Struct> rows = List.of(row(1), row(2), row(3));
    var columns = rows.get(0).getType().getStructFields();
    Schema schema = RowFiles.avroSchema(columns);
    Path file = folder.resolve("sample." + format.optionName());
    try (OutputStream out = Files.newOutputStream(file);
        var writer = Formats.of(format).with(settings).openRows(columns, schema, out)) {
      for (Struct row : rows) {
        writer.write(row);
      }
    }
    return Files.readAllBytes(file);
  }

  private static Struct row(long number) {
    return Struct.newBuilder()
        .set("i")
        .to(number)
        .set("s")
        .to("text " + number)
        .set("f")
        .to(number / 2.0)
        .set("b")
        .to(number == 1)
        .set("n")
        .to(new BigDecimal(number).movePointLeft(2))
        .set("y")
        .to(ByteArray.copyFrom(new byte[] {1, 2, (byte) number}))
        .set("d")
        .to(Date.fromYearMonthDay(2026, 1, (int) number))
        .set("t")
        .to(Timestamp.ofTimeSecondsAndNanos(1_700_000_000L + number, 123_456_000))
        .set("a")
        .toStringArray(List.of("x", "y" + number))
        .build();
  }
}
