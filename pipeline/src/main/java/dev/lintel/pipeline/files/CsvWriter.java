package dev.lintel.pipeline.files;

import com.google.cloud.spanner.StructReader;
import com.google.cloud.spanner.Type;
import dev.lintel.convert.ValueToText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;

/**
 * A CSV file in UTF-8 in one of the forms of {@link CsvForm}, with LF after every record. {@link
 * CsvLayout#lossless} and {@link dev.lintel.convert.TextFormat#lossless} read back the lossless
 * one.
 */
public final class CsvWriter implements RowWriter {
  private static final int BUFFER_CHARACTERS = 1 << 15;

  private final CSVPrinter printer;
  private final ValueToText[] conversions;

  private CsvWriter(CSVPrinter printer, ValueToText[] conversions) {
    this.printer = printer;
    this.conversions = conversions;
  }

  /**
   * Writes rows of these columns.
   *
   * @throws IllegalArgumentException if one is of a type that no column of a table has
   */
  public static CsvWriter open(List<Type.StructField> columns, CsvForm form, OutputStream out)
      throws IOException {
    ValueToText[] conversions =
        columns.stream()
            .map(column -> ValueToText.of(column.getType()))
            .toArray(ValueToText[]::new);
    var text =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER_CHARACTERS);
    var printer = new CSVPrinter(text, form.layout().format());
    if (form.layout().header() == CsvLayout.Header.FIRST_RECORD) {
      printer.printRecord(columns.stream().map(Type.StructField::getName));
    }
    return new CsvWriter(printer, conversions);
  }

  @Override
  public void write(StructReader row) throws IOException {
    for (int i = 0; i < conversions.length; i++) {
      printer.print(conversions[i].convert(row, i));
    }
    printer.println();
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }
}
