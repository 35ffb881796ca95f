package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.run.UsageException;
import dev.lintel.schema.DdlScript;
import dev.lintel.schema.DdlStatement;
import dev.lintel.schema.SchemaScript;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an import wants a database to have, in statements: whatever of it is missing is created.
 *
 * @param option where it comes from, as a message names it
 * @param dialect the only one that it can be run in
 * @param beforeRows what has to be there before rows are written
 * @param afterRows what comes after them
 */
record DesiredSchema(
    String option, Dialect dialect, DdlScript beforeRows, ImmutableList<String> afterRows) {

  private static final Pattern DROP =
      Pattern.compile(
          "DROP\\b|ALTER\\s+TABLE\\s+(IF\\s+EXISTS\\s+)?(ONLY\\s+)?\\S+\\s+DROP\\b",
          Pattern.CASE_INSENSITIVE);

  /**
   * That of a DDL file, all of it before the rows.
   *
   * @throws UsageException if it cannot be read, or drops anything
   */
  static DesiredSchema ofFile(String ddl, Dialect dialect) {
    DdlScript script;
    try {
      script = DdlScript.parse(ddl, dialect);
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
    return new DesiredSchema("--ddlFile", dialect, script, ImmutableList.of());
  }

  /** That of an export. */
  static DesiredSchema ofExport(SchemaScript script, String databaseId) {
    SchemaScript worded = script.forDatabase(databaseId);
    return new DesiredSchema(
        "--inputDir",
        script.getDialect(),
        parse(worded.getBeforeRows(), script.getDialect()),
        worded.getAfterRows());
  }

  static DdlScript parse(List<String> statements, Dialect dialect) {
    return DdlScript.parse(String.join(";\n", statements), dialect);
  }

  /** The statements of a part that a database lacks. */
  static ImmutableList<String> missing(DdlScript part, List<String> existingDdl) {
    return part.missingFrom(existingDdl).stream()
        .map(DdlStatement::getText)
        .collect(ImmutableList.toImmutableList());
  }

  /** Where the schema of an import comes from, before the database's dialect is known. */
  @FunctionalInterface
  interface Source {
    /** The schema for a database of that dialect; empty if there is no database yet. */
    DesiredSchema in(Optional<Dialect> dialect);
  }
}
