package dev.lintel.pipeline.load;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DdlOption;
import dev.lintel.ddl.DdlScript;
import dev.lintel.ddl.DdlStatement;
import dev.lintel.ddl.DdlStatement.Kind;
import dev.lintel.ddl.OrderedScript;
import dev.lintel.ddl.SchemaScript;
import dev.lintel.ddl.TableReferences;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.exportfolder.DatabaseOption;
import dev.lintel.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a database is to have, as statements; the job creates what is missing.
 *
 * @param option the option that it comes from, for messages
 * @param dialect the dialect of the statements
 * @param beforeRows what has to exist before rows are written
 * @param afterRows what is created after them
 * @param leftOut the options of the other database that are not set
 */
public record DesiredSchema(
    String option,
    Dialect dialect,
    DdlScript beforeRows,
    ImmutableList<String> afterRows,
    ImmutableList<String> leftOut) {

  private static final String DDL_FILE = "--ddlFile";

  /** The option that a database can only get before its first table. */
  private static final String DEFAULT_TIME_ZONE = "default_time_zone";

  private static final Pattern DROP =
      Pattern.compile(
          "DROP\\b|ALTER\\s+TABLE\\s+(IF\\s+EXISTS\\s+)?(ONLY\\s+)?\\S+\\s+DROP\\b",
          Pattern.CASE_INSENSITIVE);

  /**
   * The schema of a DDL file: all of it before the rows, except foreign keys of a circle of tables.
   *
   * @throws UsageException if it cannot be read, or drops anything
   */
  public static DesiredSchema ofFile(String ddl, Dialect dialect, String databaseId) {
    DdlScript script;
    OrderedScript ordered;
    try {
      script = DdlScript.parse(ddl, dialect);
      ordered = OrderedScript.of(script).forDatabase(databaseId);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--ddlFile: " + e.getMessage());
    }
    // A script that drops what it then creates would empty the tables with every import.
    List<String> drops =
        script.getStatements().stream()
            .filter(statement -> DROP.matcher(statement.getText()).lookingAt())
            .map(
                statement ->
                    "--ddlFile: line %d drops something, and an import only creates what is missing; leave it out: %s"
                        .formatted(
                            statement.getLine(), statement.getText().replaceAll("\\s+", " ")))
            .toList();
    if (!drops.isEmpty()) {
      throw new UsageException(drops);
    }
    return new DesiredSchema(
        DDL_FILE, dialect, ordered.beforeRows(), ordered.afterRows(), ImmutableList.of());
  }

  /**
   * The schema of another database, or of an export of it. Of its options it has those that an
   * export takes along. A statement that cannot be read is passed to Spanner as it is.
   *
   * @param option the option that names the other database or its export
   */
  public static DesiredSchema ofDatabase(String option, SchemaScript script, String databaseId) {
    SchemaScript worded =
        script.withDatabaseOptions(DatabaseOption::isExported).forDatabase(databaseId);
    Dialect dialect = script.getDialect();
    return new DesiredSchema(
        option,
        dialect,
        parse(worded.getBeforeRows(), dialect),
        worded.getAfterRows(),
        options(script.withDatabaseOptions(DatabaseOption::isLeftOut)));
  }

  private static ImmutableList<String> options(SchemaScript script) {
    return parse(script.getBeforeRows(), script.getDialect()).getStatements().stream()
        .flatMap(statement -> statement.getDatabaseOptions().stream())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The same schema, whose indexes are created before the rows if there are many indexes and
   * foreign keys after them. Each change of the schema of a database with rows costs Spanner a pass
   * over them.
   *
   * @param many how many are many
   */
  public DesiredSchema withManyIndexesBeforeRows(int many) {
    long count =
        afterRows.stream()
            .filter(text -> isOf(text, Kind.INDEX) || isOf(text, Kind.CONSTRAINT))
            .count();
    if (count < many) {
      return this;
    }
    List<String> before = new ArrayList<>();
    beforeRows.getStatements().forEach(statement -> before.add(statement.getText()));
    ImmutableList.Builder<String> left = ImmutableList.builder();
    for (String text : afterRows) {
      if (isOf(text, Kind.INDEX)) {
        before.add(text);
      } else {
        left.add(text);
      }
    }
    return new DesiredSchema(option, dialect, parse(before, dialect), left.build(), leftOut);
  }

  private boolean isOf(String statement, Kind kind) {
    return parse(List.of(statement), dialect).getStatements().stream()
        .anyMatch(parsed -> parsed.getKind() == kind);
  }

  /**
   * The tables of a database that has nothing else.
   *
   * @throws UsageException if a table cannot be read
   */
  public DatabaseSchema planned() {
    return plannedOn(DatabaseSchema.of(dialect, List.of()));
  }

  /** As {@link #planned}, with what the database has. */
  DatabaseSchema plannedOn(DatabaseSchema existing) {
    try {
      return beforeRows.plannedOn(existing);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }

  static DdlScript parse(List<String> statements, Dialect dialect) {
    return DdlScript.printed(dialect, statements);
  }

  /**
   * Checks that what is to be created names existing tables as the database spells them.
   *
   * @throws UsageException if it does not; with both spellings
   */
  void checkSpelling(DatabaseSchema existing, List<String> existingDdl) {
    List<DdlStatement> created = new ArrayList<>(beforeRows.missingFrom(existingDdl));
    created.addAll(parse(afterRows, dialect).missingFrom(existingDdl));
    List<String> problems =
        TableReferences.misspelt(created, existing).stream()
            .map(
                table ->
                    "%s: the table %s is spelled %s in the database, and what is to be created for it needs the same spelling"
                        .formatted(option, table.inStatement(), table.inDatabase()))
            .toList();
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
  }

  /**
   * The statements that a database lacks before rows can be written. Options that the database has
   * set are not changed by those of another database, and one that it cannot get any more is left
   * out.
   */
  ImmutableList<String> missing(List<String> existingDdl) {
    return lacking(existingDdl)
        .filter(statement -> !isTooLate(statement, existingDdl))
        .map(DdlStatement::getText)
        .collect(ImmutableList.toImmutableList());
  }

  /** The options that the database does not get, in words. */
  ImmutableList<String> notes(List<String> existingDdl) {
    Set<String> set = optionsSet(existingDdl);
    return Stream.concat(
            lacking(existingDdl)
                .filter(statement -> isTooLate(statement, existingDdl))
                .map(
                    statement ->
                        "%s: the option %s is not set, because Spanner sets it only for a database without tables"
                            .formatted(option, DEFAULT_TIME_ZONE)),
            leftOut.stream()
                .filter(name -> !set.contains(name))
                .map(
                    name ->
                        "%s: the option %s is not set; set it if this database is to have it, too"
                            .formatted(option, name)))
        .collect(ImmutableList.toImmutableList());
  }

  private Stream<DdlStatement> lacking(List<String> existingDdl) {
    Set<String> set = isOfFile() ? Set.of() : optionsSet(existingDdl);
    return beforeRows.missingFrom(existingDdl).stream()
        .filter(
            statement ->
                statement.getDatabaseOptions().isEmpty()
                    || !set.containsAll(statement.getDatabaseOptions()));
  }

  private Set<String> optionsSet(List<String> existingDdl) {
    return DatabaseDefinition.of(dialect, existingDdl).getOptions().stream()
        .map(DdlOption::name)
        .collect(Collectors.toSet());
  }

  /** What a DDL file says is what its author wants, whatever Spanner answers. */
  private boolean isOfFile() {
    return option.equals(DDL_FILE);
  }

  private boolean isTooLate(DdlStatement statement, List<String> existingDdl) {
    return !isOfFile()
        && statement.getDatabaseOptions().contains(DEFAULT_TIME_ZONE)
        && parse(existingDdl, dialect).getStatements().stream()
            .anyMatch(existing -> existing.getKind() == Kind.TABLE);
  }

  /** The statements of a part that a database lacks. */
  static ImmutableList<String> missing(DdlScript part, List<String> existingDdl) {
    return part.missingFrom(existingDdl).stream()
        .map(DdlStatement::getText)
        .collect(ImmutableList.toImmutableList());
  }

  /** Where the schema comes from, before the database's dialect is known. */
  @FunctionalInterface
  public interface Source {
    /** The schema for a database of that dialect; empty if there is no database yet. */
    DesiredSchema in(Optional<Dialect> dialect);
  }
}
