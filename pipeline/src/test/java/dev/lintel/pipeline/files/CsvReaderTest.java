package dev.lintel.pipeline.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {
  private static final List<String> AB = List.of("a", "b");

  private static List<String> read(String text, CsvLayout layout, List<String> columns) {
    return read(new StringReader(text), layout, columns);
  }

  /** Each record as {@code number@line fields} or {@code number@line !problem: raw}. */
  private static List<String> read(Reader text, CsvLayout layout, List<String> columns) {
    var records = new ArrayList<String>();
    CsvReader.of("f.csv", text, layout, columns).forEachRemaining(r -> records.add(show(r)));
    return records;
  }

  private static String show(FileRecord<List<String>> record) {
    String where = record.position().record() + "@" + record.position().line() + " ";
    if (record instanceof FileRecord.Row<List<String>> row) {
      return where + row.row();
    }
    var malformed = (FileRecord.Malformed<List<String>>) record;
    return where + "!" + malformed.problem() + ": " + malformed.raw().orElseThrow().text();
  }

  @Test
  void readsQuotedFieldsOfSeveralLines() {
    assertThat(read("1,\"x\ny\"\r\n\n2,\"a \"\"b\"\"\"\r3,z", CsvLayout.defaults(), AB))
        .containsExactly("1@1 [1, x\ny]", "2@4 [2, a \"b\"]", "3@5 [3, z]");
  }

  @Test
  void unquotedNullIsNullOnlyWhenTheLayoutSaysSo() {
    String text = "\\N,\"\\N\"\n,\"\"\n";
    assertThat(read(text, CsvLayout.defaults(), AB)).containsExactly("1@1 [\\N, \\N]", "2@2 [, ]");
    CsvLayout layout = CsvLayout.defaults().withNullString("\\N");
    assertThat(read(text, layout, AB)).containsExactly("1@1 [null, \\N]", "2@2 [, ]");
    assertThat(read(text.replace(',', ';'), layout.withDelimiter(';').withEscape('\\'), AB))
        .containsExactly("1@1 [null, \\N]", "2@2 [, ]");
    assertThat(read(text, CsvLayout.defaults().withNullString(""), AB))
        .containsExactly("1@1 [\\N, \\N]", "2@2 [null, ]");
  }

  @Test
  void escapedOrQuotedNullIsAText() {
    CsvLayout text =
        CsvLayout.defaults()
            .withDelimiter('\t')
            .withoutQualifier()
            .withEscape('\\')
            .withNullString("\\N");
    assertThat(read("\\N\t\\\\N\na\\vb\t\n", text, AB))
        .containsExactly("1@1 [null, \\N]", "2@2 [a\u000Bb, ]");
    CsvLayout word = CsvLayout.defaults().withNullString("NULL");
    assertThat(read("NULL,\"NULL\"\n", word, AB)).containsExactly("1@1 [null, NULL]");
    assertThat(read("a,b\\,c\n", word.withEscape('\\').withNullString("b,c"), AB))
        .containsExactly("1@1 [a, b,c]");
  }

  @Test
  void nameInAHeaderIsNeverNull() {
    CsvLayout layout =
        CsvLayout.defaults().withHeader(CsvLayout.Header.FIRST_RECORD).withNullString("b");
    var reader = CsvReader.of("f.csv", new StringReader("a,b\n"), layout, List.of());
    assertThat(reader.getColumns()).containsExactly("a", "b");
  }

  @Test
  void emptyLineIsARecordOfAFileOfOneColumnWhereTheLayoutSaysSo() {
    CsvLayout layout = CsvLayout.defaults().withNullString("");
    CsvLayout records = layout.withEmptyLines(CsvLayout.EmptyLines.OF_ONE_COLUMN);
    assertThat(read("a\n\n\"\"\n", layout, List.of("a"))).containsExactly("1@1 [a]", "2@3 []");
    assertThat(read("a\n\n\"\"\n", records, List.of("a")))
        .containsExactly("1@1 [a]", "2@2 [null]", "3@3 []");
    assertThat(read("a,b\n\n", records, AB)).containsExactly("1@1 [a, b]");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "LETTERS, \\'\\0\\101\\x41\\Z\\|, \\'\\0\\101\\x41\\Z|",
        "POSTGRESQL, \\'\\101\\x41\\Z\\N\\.\\303\\xA4\\60, 'AAZN.ä0",
        "MYSQL, \\'\\101\\x41\\N\\v\\f, '101x41Nvf",
        "QUALIFIER, a\\b\\\\, a\\b\\\\",
      })
  void eachKindOfEscapesReplacesItsOwnSequences(
      EscapeSequences sequences, String field, String decoded) {
    CsvLayout layout =
        CsvLayout.defaults().withDelimiter('|').withEscape('\\').withSequences(sequences);
    assertThat(read(field + "|", layout, AB)).containsExactly("1@1 [" + decoded + ", ]");
  }

  @Test
  void controlCharactersOfEscapes() {
    CsvLayout layout = CsvLayout.defaults().withEscape('\\');
    String letters = "\\b\\f\\n\\r\\t\\v,\\\n";
    for (var sequences : List.of(EscapeSequences.LETTERS, EscapeSequences.POSTGRESQL)) {
      assertThat(read(letters, layout.withSequences(sequences), AB))
          .containsExactly("1@1 [\b\f\n\r\t\u000B, \n]");
    }
    assertThat(read("\\0,\\000\n", layout.withSequences(EscapeSequences.POSTGRESQL), AB))
        .containsExactly("1@1 [\0, \0]");
    assertThat(read("\\0\\Z,\\b\n", layout.withSequences(EscapeSequences.MYSQL), AB))
        .containsExactly("1@1 [\0\u001A, \b]");
    assertThat(read("\"a\\\"\\\\\\n\",", layout.withSequences(EscapeSequences.QUALIFIER), AB))
        .containsExactly("1@1 [a\"\\\\n, ]");
  }

  @Test
  void lineThatEndsTheDataOfPostgresIsNoRecord() {
    CsvLayout layout =
        CsvLayout.defaults().withEscape('\\').withSequences(EscapeSequences.POSTGRESQL);
    assertThat(read("1,a\n\\.\n2,b\n", layout, AB)).containsExactly("1@1 [1, a]", "2@3 [2, b]");
  }

  @Test
  void keepsTheTextOfEveryRecordWithoutItsLineBreak() {
    var reader =
        CsvReader.of(
            "f.csv", new StringReader("\n1,\"x\ny\"\r\n\n2, b \n"), CsvLayout.defaults(), AB);
    var raw = new ArrayList<String>();
    reader.forEachRemaining(record -> raw.add(record.raw().orElseThrow().text()));
    assertThat(raw).containsExactly("1,\"x\ny\"", "2, b ");
  }

  @Test
  void wrongNumberOfFieldsIsMalformed() {
    assertThat(read("1,a\n2\n3,a,b\n4,d\n", CsvLayout.defaults(), AB))
        .containsExactly(
            "1@1 [1, a]",
            "2@2 !1 fields, but the file has 2 columns: 2",
            "3@3 !3 fields, but the file has 2 columns: 3,a,b",
            "4@4 [4, d]");
    assertThat(read("1,a\n2\n", CsvLayout.defaults(), List.of()))
        .containsExactly("1@1 [1, a]", "2@2 [2]");
  }

  @Test
  void strayQuoteCostsOneLineNotTheRestOfTheFile() {
    assertThat(read("1,a\n2,\"b\n3,\"c\"\n4,d\n", CsvLayout.defaults(), AB))
        .containsExactly(
            "1@1 [1, a]",
            "2@2 !a closing quote is not followed by a delimiter: 2,\"b",
            "3@3 [3, c]",
            "4@4 [4, d]");
  }

  @Test
  void unclosedQuoteCostsOneLineNotTheRestOfTheFile() {
    assertThat(read("1,a\n\n2,\"b\r\n3,c\n4,d", CsvLayout.defaults(), AB))
        .containsExactly(
            "1@1 [1, a]",
            "2@3 !a quote is opened and not closed: 2,\"b",
            "3@4 [3, c]",
            "4@5 [4, d]");
    assertThat(read("1,\"a", CsvLayout.defaults(), AB))
        .containsExactly("1@1 !a quote is opened and not closed: 1,\"a");
  }

  @Test
  void textAfterAClosingQuoteIsMalformed() {
    assertThat(read("1,\"a\"x\n2,\"b\"\n", CsvLayout.defaults(), AB))
        .containsExactly(
            "1@1 !a closing quote is not followed by a delimiter: 1,\"a\"x", "2@2 [2, b]");
  }

  @Test
  void escapeAtTheEndOfTheFileIsMalformed() {
    assertThat(read("1,a\n2,b\\", CsvLayout.defaults().withEscape('\\'), AB))
        .containsExactly(
            "1@1 [1, a]", "2@2 !an escape character is not followed by anything: 2,b\\");
  }

  @Test
  void unclosedQuoteInALongFileIsGivenUpAtTheLengthOfALongRecord() {
    int maxCharacters = 1 << 17;
    String line = "7," + "x".repeat(1_000) + "\n";
    int lines = 2 * maxCharacters / line.length();
    var input = new TextWindow(new StringReader("1,\"a\n" + line.repeat(lines)), maxCharacters);
    var reader = CsvReader.of("f.csv", input, CsvLayout.defaults(), AB);
    assertThat(show(reader.next()))
        .isEqualTo("1@1 !a quote is opened and not closed within 131072 characters: 1,\"a");
    var rows = new ArrayList<String>();
    reader.forEachRemaining(record -> rows.add(show(record).substring(0, 14)));
    assertThat(rows).hasSize(lines).first().isEqualTo("2@2 [7, xxxxxx");
    assertThat(rows.get(lines - 1)).startsWith((lines + 1) + "@" + (lines + 1));
  }

  @Test
  void invalidUtf8IsMalformedAndKeptToTheByte() {
    byte[] bytes =
        "1,caf\u00c3\u00a9\n2,caf\u00e9\n3,\u00f0\u009f\u0098\n4,ok\n".getBytes(ISO_8859_1);
    var reader =
        CsvReader.of(
            "f.csv", new Utf8Reader(new ByteArrayInputStream(bytes)), CsvLayout.defaults(), AB);
    assertThat(show(reader.next())).isEqualTo("1@1 [1, café]");
    var malformed = (FileRecord.Malformed<List<String>>) reader.next();
    assertThat(malformed.problem()).isEqualTo("not valid UTF-8");
    assertThat(malformed.raw().orElseThrow().isUtf8()).isFalse();
    assertThat(malformed.raw().orElseThrow().bytes()).isEqualTo("2,caf\u00e9".getBytes(ISO_8859_1));
    assertThat(reader.next().raw().orElseThrow().bytes())
        .isEqualTo("3,\u00f0\u009f\u0098".getBytes(ISO_8859_1));
    assertThat(show(reader.next())).isEqualTo("4@4 [4, ok]");
    assertThat(reader.hasNext()).isFalse();
  }

  @Test
  void headerNamesTheColumnsAndByteOrderMarkIsSkipped() {
    var reader =
        CsvReader.of(
            "f.csv",
            new Utf8Reader(new ByteArrayInputStream("\uFEFF\"b\", a \n1,2\n".getBytes(UTF_8))),
            CsvLayout.defaults().withHeader(CsvLayout.Header.FIRST_RECORD),
            List.of());
    assertThat(reader.getColumns()).containsExactly("b", "a");
    assertThat(show(reader.next())).isEqualTo("1@2 [1, 2]");
  }

  @Test
  void missingOrBadHeaderMakesTheFileUnreadable() {
    var layout = CsvLayout.defaults().withHeader(CsvLayout.Header.FIRST_RECORD);
    assertThatThrownBy(() -> read("", layout, List.of()))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("File f.csv is empty and has no header");
    assertThatThrownBy(() -> read("a,\"b\n1,2\n", layout, List.of()))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage(
            "File f.csv has a header that cannot be read: a quote is opened and not closed");
  }

  @Test
  void failureOfTheFileIsNotTakenForABadRecord() {
    Reader failing =
        new Reader() {
          private boolean first = true;

          @Override
          public int read(char[] target, int offset, int length) throws IOException {
            if (!first) {
              throw new IOException("disk on fire");
            }
            first = false;
            "1,a\n2,".getChars(0, 6, target, offset);
            return 6;
          }

          @Override
          public void close() {}
        };
    var reader = CsvReader.of("f.csv", failing, CsvLayout.defaults(), AB);
    assertThatThrownBy(() -> reader.forEachRemaining(record -> {}))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("File f.csv cannot be read after record")
        .hasMessageEndingWith("disk on fire");
  }

  @Test
  void escapeKeepsTheLettersAfterItExceptThoseOfControlCharacters() {
    assertThat(read("\\N,\"a\\\"b\"\nc\\nd,e\\,f\n", CsvLayout.defaults().withEscape('\\'), AB))
        .containsExactly("1@1 [\\N, a\"b]", "2@2 [c\nd, e,f]");
  }

  @Test
  void withoutQualifierAQuoteIsACharacterLikeAnyOther() {
    assertThat(read("1,\"a\n2,b\"\n", CsvLayout.defaults().withoutQualifier(), AB))
        .containsExactly("1@1 [1, \"a]", "2@2 [2, b\"]");
  }

  @Test
  void layoutWithOneCharacterInTwoPlacesIsRefused() {
    assertThatThrownBy(() -> CsvLayout.defaults().withDelimiter('"'))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CsvLayout.defaults().withDelimiter('\n'))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"airports.dat,14,7698", "airlines.dat,8,6162", "routes.dat,9,67663"})
  void readsEveryRecordOfOpenFlights(String name, int columns, int rows) throws IOException {
    var path = SampleData.path("openflights/" + name);
    var raw = new ArrayList<String>();
    var nulls = 0;
    try (var reader =
        CsvReader.open(
            SampleData.file(path),
            CsvLayout.defaults().withEscape('\\'),
            Collections.nCopies(columns, "c"))) {
      while (reader.hasNext()) {
        var record = (FileRecord.Row<List<String>>) reader.next();
        assertThat(record.row()).hasSize(columns);
        nulls += record.row().contains("\\N") ? 1 : 0;
        raw.add(record.raw().orElseThrow().text());
        assertThat(record.position().record()).isEqualTo(raw.size());
      }
    }
    assertThat(raw).hasSize(rows).isEqualTo(Files.readAllLines(path));
    assertThat(nulls).isPositive();
  }

  @Property(tries = 300)
  void readsWhatCommonsCsvPrints(@ForAll("tables") List<List<String>> rows) throws IOException {
    var text = new StringBuilder();
    try (var printer =
        new CSVPrinter(
            text,
            CSVFormat.Builder.create()
                .setRecordSeparator("\r\n")
                .setQuoteMode(QuoteMode.ALL)
                .get())) {
      for (List<String> row : rows) {
        printer.printRecord(row);
      }
    }
    var bytes = new ByteArrayInputStream(text.toString().getBytes(UTF_8));
    var reader = CsvReader.of("f.csv", new Utf8Reader(bytes), CsvLayout.defaults(), AB);
    for (List<String> row : rows) {
      var record = (FileRecord.Row<List<String>>) reader.next();
      assertThat(record.row()).isEqualTo(row);
      assertThat(read(record.raw().orElseThrow().text(), CsvLayout.defaults(), AB))
          .containsExactly("1@1 " + row);
    }
    assertThat(reader.hasNext()).isFalse();
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> field =
        Arbitraries.strings()
            .withChars("ab,\"\r\n\\é😀".toCharArray())
            .ofMaxLength(8)
            .filter(text -> text.equals(new String(text.getBytes(UTF_8), UTF_8)));
    return field.list().ofSize(2).list().ofMaxSize(5);
  }
}
