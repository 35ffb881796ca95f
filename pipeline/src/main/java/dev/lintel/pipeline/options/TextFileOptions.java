package dev.lintel.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How the text files are written that a job reads. */
public interface TextFileOptions extends PipelineOptions {

  @Description(
      "Whether the first record of each CSV file names the columns, in any order; if not, the job "
          + "has to know the order.")
  @Default.Boolean(false)
  @OptionHelp(group = OptionGroup.CSV, order = 1, label = "Header")
  boolean getHasHeader();

  void setHasHeader(boolean value);

  @Description("What separates fields: one character, or \\t for a tab.")
  @Default.String(",")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 2,
      label = "Column delimiter",
      valueName = "CHAR",
      regex = "^([^\\r\\n]|\\\\t)$",
      rule = "one character, or \\t for a tab",
      example = "|")
  String getColumnDelimiter();

  void setColumnDelimiter(String value);

  @Description(
      "What surrounds a field that holds the delimiter or a line break: one character, or empty "
          + "for none. Doubled inside such a field it stands for itself.")
  @Default.String("\"")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 3,
      label = "Field qualifier",
      valueName = "CHAR",
      regex = "^[^\\r\\n]?$",
      rule = "one character, or empty for none",
      example = "'")
  String getFieldQualifier();

  void setFieldQualifier(String value);

  @Description("What takes the meaning from the character after it. Default: none.")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 4,
      label = "Escape character",
      valueName = "CHAR",
      regex = "^[^\\r\\n]?$",
      rule = "one character, or empty for none",
      example = "\\")
  String getEscape();

  void setEscape(String value);

  @Description(
      "What stands for null in a CSV file. An empty field is null too, save in a STRING or BYTES "
          + "column, where it is an empty value. Default: nothing further.")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 5,
      label = "Null string",
      valueName = "TEXT",
      example = "\\N")
  String getNullString();

  void setNullString(String value);

  @Description(
      "How a DATE is written in text, as a pattern of java.time.format.DateTimeFormatter. Default: "
          + "2026-11-23, as ISO 8601 has it.")
  @OptionHelp(
      group = OptionGroup.VALUES,
      order = 1,
      label = "Date format",
      valueName = "PATTERN",
      example = "dd.MM.yyyy")
  String getDateFormat();

  void setDateFormat(String value);

  @Description(
      "How a TIMESTAMP is written in text, as a pattern of java.time.format.DateTimeFormatter; "
          + "without a zone in it, UTC. Default: 2026-11-23T08:00:00.123456789Z, as RFC 3339 has "
          + "it.")
  @OptionHelp(
      group = OptionGroup.VALUES,
      order = 2,
      label = "Timestamp format",
      valueName = "PATTERN",
      example = "yyyy-MM-dd HH:mm:ss")
  String getTimestampFormat();

  void setTimestampFormat(String value);
}
