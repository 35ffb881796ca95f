package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Mutation;
import dev.lintel.convert.ConversionException;
import dev.lintel.convert.RowConverter;
import dev.lintel.pipeline.files.CloseQuietly;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.RecordReader;
import java.io.Reader;
import java.io.StringReader;
import java.util.function.Function;

/** What the formats of text have in common. */
final class TextRecords {
  private TextRecords() {}

  /** Reads as far as the first record, which shows whether the file can be read. */
  static <F extends OpenFile<?>> F readBeginning(F file) {
    try {
      boolean unused = file.records().hasNext();
      return file;
    } catch (RuntimeException e) {
      CloseQuietly.close(file, e);
      throw e;
    }
  }

  /** Converts texts of one record each. */
  static <R> Function<RawText, Mutation> converter(
      Function<Reader, RecordReader<R>> reader, RowConverter<R> converter) {
    return text -> converter.convert(onlyRow(reader.apply(new StringReader(text.text()))));
  }

  private static <R> R onlyRow(RecordReader<R> reader) {
    if (!reader.hasNext()) {
      throw ConversionException.ofRow("an empty record");
    }
    FileRecord<R> first = reader.next();
    if (first instanceof FileRecord.Malformed<R> malformed) {
      throw ConversionException.ofRow(malformed.problem());
    }
    if (reader.hasNext()) {
      throw ConversionException.ofRow("more than one record");
    }
    return ((FileRecord.Row<R>) first).row();
  }
}
