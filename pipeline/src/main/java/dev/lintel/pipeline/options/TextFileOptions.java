package dev.lintel.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Options that describe the text files that a job reads. */
public interface TextFileOptions extends PipelineOptions {

  @Description("Whether the first record of each CSV file names the columns, in any order.")
  @Default.Boolean(false)
  @OptionHelp(group = OptionGroup.CSV, order = 1, label = "Header")
  boolean getHasHeader();

  void setHasHeader(boolean value);

  @Description("Character between fields: one character, or \\t for a tab.")
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
      "Character around a field that holds the delimiter or a line break: one character, or empty "
          + "for no such character. Two of them inside such a field stand for one.")
  @Default.String("\"")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 3,
      label = "Field qualifier",
      valueName = "CHAR",
      regex = "^[^\\r\\n]?$",
      rule = "one character, or empty",
      example = "'")
  String getFieldQualifier();

  void setFieldQualifier(String value);

  @Description(
      "Character after which the next one has no special meaning. Default: no such character.")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 4,
      label = "Escape character",
      valueName = "CHAR",
      regex = "^[^\\r\\n]?$",
      rule = "one character, or empty",
      example = "\\")
  String getEscape();

  void setEscape(String value);

  @Description(
      "Characters of a CSV field that is null, as they are in the file; a field in qualifiers is "
          + "not null. An empty field is null too, except in a STRING or "
          + "BYTES column, where it is an empty value. Default: no such text.")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 5,
      label = "Null string",
      valueName = "TEXT",
      example = "\\N")
  String getNullString();

  void setNullString(String value);

  @Description(
      "Format of a DATE in text, as a pattern of java.time.format.DateTimeFormatter. Default: ISO "
          + "8601, such as 2026-11-23.")
  @OptionHelp(
      group = OptionGroup.VALUES,
      order = 1,
      label = "Date format",
      valueName = "PATTERN",
      example = "dd.MM.yyyy")
  String getDateFormat();

  void setDateFormat(String value);

  @Description(
      "Format of a TIMESTAMP in text, as a pattern of java.time.format.DateTimeFormatter; without a"
          + " zone in it, UTC. Default: RFC 3339, such as 2026-11-23T08:00:00.123456789Z.")
  @OptionHelp(
      group = OptionGroup.VALUES,
      order = 2,
      label = "Timestamp format",
      valueName = "PATTERN",
      example = "yyyy-MM-dd HH:mm:ss")
  String getTimestampFormat();

  void setTimestampFormat(String value);
}
