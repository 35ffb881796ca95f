package dev.lintel.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/**
 * Options that name the database. An option that means the same as one of Google's Spanner
 * templates has the same name.
 */
public interface SpannerDatabaseOptions extends SpannerEndpointOptions {

  /** What the id of an instance matches. */
  String INSTANCE_ID = "^[a-z][a-z0-9-]{0,62}[a-z0-9]$";

  String INSTANCE_ID_RULE =
      "2 to 64 lower-case letters, digits and hyphens, starting with a letter";

  /** What the id of a database matches. */
  String DATABASE_ID = "^[a-z][a-z0-9_-]{0,28}[a-z0-9]$";

  String DATABASE_ID_RULE =
      "2 to 30 lower-case letters, digits, hyphens and underscores, starting with a letter";

  @Description("Spanner instance that holds the database.")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 2,
      label = "Spanner instance",
      valueName = "INSTANCE",
      regex = SpannerDatabaseOptions.INSTANCE_ID,
      rule = SpannerDatabaseOptions.INSTANCE_ID_RULE,
      example = "my-instance")
  String getInstanceId();

  void setInstanceId(String value);

  @Description("Spanner database.")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 3,
      label = "Spanner database",
      valueName = "DATABASE",
      regex = SpannerDatabaseOptions.DATABASE_ID,
      rule = SpannerDatabaseOptions.DATABASE_ID_RULE,
      example = "my-database")
  String getDatabaseId();

  void setDatabaseId(String value);
}
