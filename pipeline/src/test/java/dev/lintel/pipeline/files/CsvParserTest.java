package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

class CsvParserTest {

  /** Google's own import reads by commons-csv. It has no \v, so no text has one here. */
  @Property(tries = 2_000)
  void readsAnyTextAsCommonsCsvDoes(
      @ForAll("texts") String text, @ForAll boolean quoted, @ForAll boolean escaped) {
    CsvLayout layout = CsvLayout.defaults();
    if (!quoted) {
      layout = layout.withoutQualifier();
    }
    if (escaped) {
      layout = layout.withEscape('\\');
    }
    assertThat(parse(text, layout)).isEqualTo(parseByCommons(text, quoted, escaped));
  }

  private static List<String> parse(String text, CsvLayout layout) {
    var input = new TextWindow(new StringReader(text));
    var parser = new CsvParser(input, layout);
    var records = new ArrayList<String>();
    try {
      long start = input.afterLineBreaks(0);
      while (input.has(start)) {
        records.add(parser.parse(start).toString());
        start = input.afterLineBreaks(parser.end());
      }
    } catch (CsvSyntaxException e) {
      records.add("malformed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  private static List<String> parseByCommons(String text, boolean quoted, boolean escaped) {
    var format =
        CSVFormat.Builder.create()
            .setQuote(quoted ? '"' : null)
            .setEscape(escaped ? '\\' : null)
            .setIgnoreEmptyLines(true)
            .get();
    var records = new ArrayList<String>();
    try (var parser = format.parse(new StringReader(text))) {
      for (CSVRecord record : parser) {
        records.add(record.toList().toString());
      }
    } catch (UncheckedIOException e) {
      records.add("malformed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("anrN,,\"\"\n\r\\ \té".toCharArray()).ofMaxLength(12);
  }
}
