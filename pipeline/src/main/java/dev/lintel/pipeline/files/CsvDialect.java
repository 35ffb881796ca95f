package dev.lintel.pipeline.files;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.ArrayText;
import dev.lintel.convert.BooleanText;
import dev.lintel.convert.BytesText;
import dev.lintel.convert.TextFormat;
import dev.lintel.convert.TextRules;
import dev.lintel.pipeline.options.Choice;
import dev.lintel.pipeline.options.Choices;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * How a program writes CSV by default. A timestamp without a zone is UTC where the program has a
 * type of timestamps that have none; MySQL writes instants without their zone, so the zone has to
 * be given.
 */
public enum CsvDialect {
  @JsonProperty("plain")
  PLAIN(
      "plain",
      "Plain CSV",
      "no program in particular; an empty field of a STRING or BYTES column is an empty value",
      CsvLayout.defaults(),
      TextFormat.defaults()),
  @JsonProperty("google")
  GOOGLE(
      "google",
      "Google's text import",
      "as Google's text import of Spanner reads: a delimiter may end a record, fields that a record"
          + " lacks at its end are null, an integer is a timestamp in microseconds whatever"
          + " timestampFormat is, and 00:00:00 may end a date",
      CsvLayout.defaults()
          .withNullString("")
          .withTrailingDelimiter(CsvLayout.TrailingDelimiter.IGNORED)
          .withFieldRules(CsvLayout.FieldRules.GOOGLE),
      TextFormat.defaults().withRules(TextRules.GOOGLE).withBooleans(BooleanText.INTEGERS)),
  @JsonProperty("rfc4180")
  RFC4180(
      "rfc4180",
      "RFC 4180",
      "RFC 4180, in which an empty field is null and \"\" is a text, as polars and Arrow write it",
      CsvLayout.defaults().withNullString(""),
      TextFormat.defaults()),
  @JsonProperty("postgresql-csv")
  POSTGRESQL_CSV(
      "postgresql-csv",
      "PostgreSQL CSV",
      "COPY … TO … (FORMAT csv) of PostgreSQL",
      CsvLayout.defaults().withNullString("").withEmptyLines(CsvLayout.EmptyLines.OF_ONE_COLUMN),
      postgresql()),
  @JsonProperty("postgresql-text")
  POSTGRESQL_TEXT(
      "postgresql-text",
      "PostgreSQL text",
      "COPY … TO … of PostgreSQL",
      tabs(EscapeSequences.POSTGRESQL),
      postgresql()),
  @JsonProperty("mysql")
  MYSQL(
      "mysql",
      "MySQL",
      "SELECT … INTO OUTFILE of MySQL and MariaDB",
      tabs(EscapeSequences.MYSQL),
      TextFormat.defaults().withBooleans(BooleanText.DIGITS).withBytes(BytesText.UTF8)),
  @JsonProperty("spark")
  SPARK(
      "spark",
      "Spark",
      "the data source csv of Spark",
      CsvLayout.defaults()
          .withEscape('\\')
          .withSequences(EscapeSequences.QUALIFIER)
          .withNullString(""),
      TextFormat.defaults().withTimeZone(ZoneOffset.UTC)),
  @JsonProperty("duckdb")
  DUCKDB(
      "duckdb",
      "DuckDB",
      "COPY … TO of DuckDB",
      CsvLayout.defaults()
          .withNullString("")
          .withEmptyLines(CsvLayout.EmptyLines.OF_ONE_COLUMN)
          .withHeader(CsvLayout.Header.FIRST_RECORD),
      TextFormat.defaults()
          .withBytes(BytesText.ESCAPED)
          .withArrays(ArrayText.BRACKETS)
          .withTimeZone(ZoneOffset.UTC)),
  @JsonProperty("excel")
  EXCEL(
      "excel",
      "Excel",
      "CSV UTF-8 of Excel; where the list separator of the system is a semicolon, give"
          + " columnDelimiter",
      CsvLayout.defaults().withNullString("").withHeader(CsvLayout.Header.FIRST_RECORD),
      TextFormat.defaults());

  private final String optionName;
  private final String label;
  private final String writer;

  @SuppressWarnings("ImmutableEnumChecker") // It is a record of immutable values.
  private final CsvLayout layout;

  @SuppressWarnings("ImmutableEnumChecker") // Likewise.
  private final TextFormat format;

  CsvDialect(String optionName, String label, String writer, CsvLayout layout, TextFormat format) {
    this.optionName = optionName;
    this.label = label;
    this.writer = writer;
    this.layout = layout;
    this.format = format;
  }

  private static TextFormat postgresql() {
    return TextFormat.defaults()
        .withBooleans(BooleanText.LETTERS)
        .withBytes(BytesText.HEX)
        .withArrays(ArrayText.BRACES)
        .withTimeZone(ZoneOffset.UTC);
  }

  private static CsvLayout tabs(EscapeSequences sequences) {
    return CsvLayout.defaults()
        .withDelimiter('\t')
        .withoutQualifier()
        .withEscape('\\')
        .withSequences(sequences)
        .withNullString("\\N")
        .withEmptyLines(CsvLayout.EmptyLines.OF_ONE_COLUMN);
  }

  /** Its name, as the value of an option. */
  public String optionName() {
    return optionName;
  }

  /** What writes files of it, for help. */
  String writer() {
    return writer;
  }

  public CsvLayout layout() {
    return layout;
  }

  public TextFormat format() {
    return format;
  }

  /** The values of the option, each with all that it sets. */
  public static final class Values implements Choices {
    @Override
    public ImmutableList<Choice> list() {
      return Arrays.stream(CsvDialect.values())
          .map(
              dialect ->
                  new Choice(
                      dialect.optionName,
                      dialect.label,
                      CsvDialectHelp.of(dialect).inOneSentence()))
          .collect(toImmutableList());
    }
  }
}
