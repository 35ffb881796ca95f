package dev.lintel.pipeline.files;

import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Options that describe the text files that a job reads. */
public interface TextFileOptions extends PipelineOptions {

  @Description(
      "How the program that wrote the CSV files writes them: sets all of the following, and how"
          + " values are written. Other options override it.")
  @Default.Enum("PLAIN")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 1,
      label = "CSV dialect",
      choices = CsvDialect.Values.class)
  CsvDialect getCsvDialect();

  void setCsvDialect(CsvDialect value);

  @Description(
      "Whether the first record of each CSV file names the columns, in any order. Default: that of"
          + " csvDialect.")
  @OptionHelp(group = OptionGroup.CSV, order = 2, label = "Header")
  Boolean getHasHeader();

  void setHasHeader(Boolean value);

  @Description(
      "Character between fields: one character, or \\t for a tab. Default: that of csvDialect.")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 3,
      label = "Column delimiter",
      valueName = "CHAR",
      regex = "^([^\\r\\n]|\\\\t)$",
      rule = "one character, or \\t for a tab",
      example = "|")
  String getColumnDelimiter();

  void setColumnDelimiter(String value);

  @Description(
      "Character around a field that holds the delimiter or a line break: one character, or empty "
          + "for no such character. Two of them inside such a field stand for one. Default: that of"
          + " csvDialect.")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 4,
      label = "Field qualifier",
      valueName = "CHAR",
      regex = "^[^\\r\\n]?$",
      rule = "one character, or empty",
      example = "'")
  String getFieldQualifier();

  void setFieldQualifier(String value);

  @Description(
      "Character that changes the meaning of those after it: one character, or empty for no such"
          + " character. Before n, r, t, b, f or v it stands for a control character, before the"
          + " delimiter, the qualifier, itself or a line break for that; before any other character"
          + " both stay, so that \\N and \\' are two characters. postgresql-text, mysql and spark"
          + " have sequences of their own. Default: that of csvDialect.")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 5,
      label = "Escape character",
      valueName = "CHAR",
      regex = "^[^\\r\\n]?$",
      rule = "one character, or empty",
      example = "\\")
  String getEscape();

  void setEscape(String value);

  @Description(
      "Characters of a CSV field that is null, as they are in the file; a field in qualifiers is "
          + "not null. If it is empty, an empty field is null; otherwise that is an empty value in"
          + " a STRING or BYTES column, and null in any other. Default: that of csvDialect.")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 6,
      label = "Null string",
      valueName = "TEXT",
      example = "\\N")
  String getNullString();

  void setNullString(String value);

  @Description(
      "Whether fields of CSV files have line breaks, which decides whether several workers can read"
          + " one large file.")
  @Default.Enum("AUTO")
  @OptionHelp(group = OptionGroup.CSV, order = 7, label = "Line breaks in fields")
  CsvLineBreaks getCsvLineBreaks();

  void setCsvLineBreaks(CsvLineBreaks value);

  @Description(
      "Whether a record of a CSV file may end with a delimiter that begins no further field."
          + " Default: that of csvDialect, which is true for google.")
  @OptionHelp(group = OptionGroup.CSV, order = 8, label = "Trailing delimiter")
  Boolean getTrailingDelimiter();

  void setTrailingDelimiter(Boolean value);

  @Description(
      "Format of a DATE in text (CSV, and strings of JSON Lines, Avro and Parquet), as a pattern of"
          + " java.time.format.DateTimeFormatter. Default: ISO 8601, such as 2026-11-23.")
  @OptionHelp(
      group = OptionGroup.VALUES,
      order = 1,
      label = "Date format",
      valueName = "PATTERN",
      example = "dd.MM.yyyy")
  String getDateFormat();

  void setDateFormat(String value);

  @Description(
      "Format of a TIMESTAMP in text, likewise, as a pattern of java.time.format.DateTimeFormatter;"
          + " without a zone in it, that of timeZone, or UTC. Default: RFC 3339, such as"
          + " 2026-11-23T08:00:00.123456789Z.")
  @OptionHelp(
      group = OptionGroup.VALUES,
      order = 2,
      label = "Timestamp format",
      valueName = "PATTERN",
      example = "yyyy-MM-dd HH:mm:ss")
  String getTimestampFormat();

  void setTimestampFormat(String value);

  @Description(
      "How BYTES is written in CSV and in strings of JSON Lines. Default: that of csvDialect in"
          + " CSV, and base64 in JSON Lines.")
  @OptionHelp(group = OptionGroup.VALUES, order = 5, label = "Bytes format")
  BytesFormat getBytesFormat();

  void setBytesFormat(BytesFormat value);

  @Description(
      "Time zone of a TIMESTAMP that has none in text, such as 2026-11-23 08:00:00. Default: that"
          + " of csvDialect; if it has none, such a text is rejected, or with timestampFormat it is"
          + " UTC.")
  @OptionHelp(
      group = OptionGroup.VALUES,
      order = 4,
      label = "Time zone",
      valueName = "ZONE",
      example = "Europe/Berlin")
  String getTimeZone();

  void setTimeZone(String value);
}
