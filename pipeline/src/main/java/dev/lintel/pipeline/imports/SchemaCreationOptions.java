package dev.lintel.pipeline.imports;

import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How an import creates the tables and indexes that the database lacks. */
public interface SchemaCreationOptions extends PipelineOptions {

  /** How many indexes are many by default. */
  int MANY_INDEXES = 40;

  @Description(
      "Primary keys of tables of an export whose files do not have them, as T:C,D;U:E. Needed for"
          + " plain Avro files that another program wrote, if the import creates the table.")
  @OptionHelp(
      group = OptionGroup.WRITING,
      order = 9,
      label = "Primary keys",
      valueName = "T:C,...",
      regex = "^[^:;,]+:[^:;]+(;[^:;,]+:[^:;]+)*$",
      rule = "T:C,D for each table, with semicolons between them",
      example = "Airports:Id;Routes:Airline,Id")
  String getPrimaryKey();

  void setPrimaryKey(String value);

  @Description(
      "Whether the indexes of an export are created before the rows if it has many indexes and"
          + " foreign keys: earlyIndexCreateThreshold of them or more. Otherwise they are created"
          + " after the rows, all of them in one change of the schema. Without effect on other"
          + " input than an export of a database.")
  @Default.Boolean(false)
  @OptionHelp(group = OptionGroup.WRITING, order = 10, label = "Many indexes before the rows")
  boolean getEarlyIndexCreateFlag();

  void setEarlyIndexCreateFlag(boolean value);

  @Description("How many indexes and foreign keys are many, for earlyIndexCreateFlag.")
  @Default.Integer(MANY_INDEXES)
  @OptionHelp(
      group = OptionGroup.WRITING,
      order = 11,
      label = "Many indexes",
      regex = "^[0-9]{1,9}$",
      rule = "a number, 0 to 999999999",
      example = "40")
  int getEarlyIndexCreateThreshold();

  void setEarlyIndexCreateThreshold(int value);

  @Description(
      "Minutes within which Spanner has to create the tables before the rows. What is created after"
          + " the rows is waited for as long as it takes. Default: 30 minutes for a database that"
          + " is created, and a day for statements in an existing one.")
  @OptionHelp(
      group = OptionGroup.WRITING,
      order = 12,
      label = "Minutes for the creation of tables",
      regex = "^[1-9][0-9]{0,5}$",
      rule = "a number of minutes, 1 to 999999",
      example = "30")
  Integer getDdlCreationTimeoutInMinutes();

  void setDdlCreationTimeoutInMinutes(Integer value);
}
