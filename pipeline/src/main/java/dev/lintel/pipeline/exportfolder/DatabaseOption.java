package dev.lintel.pipeline.exportfolder;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DdlOption;
import dev.lintel.schema.Identifiers;

/**
 * An option of the database, as in spanner-export.json. Immutable.
 *
 * @param optionType by its name in the dialect: {@code STRING}, {@code character varying}
 * @param optionValue without quotes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DatabaseOption(String optionName, String optionType, String optionValue) {

  /** Those that Google's export takes along. */
  private static final ImmutableSet<String> EXPORTED =
      ImmutableSet.of(
          "version_retention_period",
          "opt_in_dataplacement_preview",
          "default_sequence_kind",
          "default_time_zone",
          "score_version");

  /** Those about where a database is, or about what Spanner has gathered there. */
  private static final ImmutableSet<String> OF_ONE_DATABASE =
      ImmutableSet.of("default_leader", "read_lease_regions", "optimizer_statistics_package");

  /** What DDL has in place of the name of the database that a script is worded for later. */
  private static final String UNNAMED = "database";

  /** Those of a database that its export has. */
  public static ImmutableList<DatabaseOption> of(DatabaseDefinition definition) {
    Dialect dialect = definition.getDialect();
    return definition.getOptions().stream()
        .filter(DatabaseOption::isExported)
        .map(
            option ->
                new DatabaseOption(option.name(), type(option, dialect), option.text(dialect)))
        .collect(toImmutableList());
  }

  /** Whether an option is taken along to another database. */
  public static boolean isExported(String name) {
    return EXPORTED.contains(name);
  }

  /**
   * Whether an option says what the database does, and is not taken along all the same: not every
   * server has it. One about where the database is, such as {@code default_leader}, makes no sense
   * for another.
   */
  public static boolean isLeftOut(String name) {
    return !isExported(name) && !OF_ONE_DATABASE.contains(name);
  }

  static boolean isExported(DdlOption option) {
    return isExported(option.name()) && !option.value().equalsIgnoreCase("NULL");
  }

  /** The statement that sets it, for a database without a name. */
  String ddl(Dialect dialect) {
    String database = Identifiers.quote(dialect, UNNAMED);
    return dialect == Dialect.POSTGRESQL
        ? "ALTER DATABASE %s SET spanner.%s = %s".formatted(database, optionName, value(dialect))
        : "ALTER DATABASE %s SET OPTIONS (%s = %s)".formatted(database, optionName, value(dialect));
  }

  private String value(Dialect dialect) {
    return switch (optionType) {
      case "BOOL", "boolean", "INT64", "bigint", "FLOAT64", "double precision" -> optionValue;
      default -> "'" + optionValue.replace("'", dialect == Dialect.POSTGRESQL ? "''" : "\\'") + "'";
    };
  }

  private static String type(DdlOption option, Dialect dialect) {
    if (dialect != Dialect.POSTGRESQL) {
      return option.type();
    }
    return switch (option.type()) {
      case "BOOL" -> "boolean";
      case "INT64" -> "bigint";
      case "FLOAT64" -> "double precision";
      default -> "character varying";
    };
  }
}
