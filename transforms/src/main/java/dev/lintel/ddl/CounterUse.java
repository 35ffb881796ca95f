package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column whose values come from a counter, if a row does not carry them: an identity column, or
 * one with a sequence as its default. Immutable.
 *
 * @param counter identifies the counter; columns may share a sequence
 * @param next the lowest number that the counter may give next, as far as the server shows it
 * @param restart the statement that sets the counter, without the number
 * @param restartEnd the end of the statement, after the number
 */
public record CounterUse(
    String table, String column, String counter, long next, String restart, String restartEnd) {

  private static final Pattern SEQUENCE =
      Pattern.compile(
          "GET_NEXT_SEQUENCE_VALUE\\s*\\(\\s*SEQUENCE\\s+([^\\s)]+)"
              + "|nextval\\s*\\(\\s*'([^']+)'",
          Pattern.CASE_INSENSITIVE);

  /** Returns the statement that makes a counter go on with that number. */
  public String restartWith(long number) {
    return restart + number + restartEnd;
  }

  /**
   * Returns the number from which a counter makes a value. All counters of Spanner give their
   * numbers with the bits reversed, without the sign.
   *
   * @param value more than 0
   */
  public static long numberOf(long value) {
    return Long.reverse(value) >>> 1;
  }

  /** Returns the columns with counters of a database. */
  public static List<CounterUse> allOf(DatabaseDefinition definition) {
    List<CounterUse> uses = new ArrayList<>();
    for (TableDefinition table : definition.getTables()) {
      for (ColumnDefinition column : table.getColumns()) {
        column
            .getIdentity()
            .map(counter -> identity(definition.getDialect(), table, column, counter))
            .or(
                () ->
                    column
                        .getDefaultExpression()
                        .flatMap(e -> sequence(definition, table, column, e)))
            .ifPresent(uses::add);
      }
    }
    return uses;
  }

  private static CounterUse identity(
      Dialect dialect, TableDefinition table, ColumnDefinition column, CounterDefinition counter) {
    return new CounterUse(
        table.getName(),
        column.getName(),
        "column " + table.getName() + "." + column.getName(),
        next(counter),
        "ALTER TABLE %s ALTER COLUMN %s %sRESTART COUNTER WITH "
            .formatted(
                Identifiers.quoteQualified(dialect, table.getName()),
                Identifiers.quote(dialect, column.getName()),
                dialect == Dialect.POSTGRESQL ? "" : "ALTER IDENTITY "),
        "");
  }

  /** Returns the name of the sequence whose next value an expression takes. */
  static Optional<String> sequenceName(String expression) {
    Matcher named = SEQUENCE.matcher(expression);
    return named.find()
        ? Optional.of(
            (named.group(1) == null ? named.group(2) : named.group(1))
                .replaceAll("[`\"]", "")
                .replaceFirst("^public\\.", ""))
        : Optional.empty();
  }

  /** Returns true if the next value of a sequence is all that an expression is. */
  static boolean isSequenceCall(String expression) {
    Matcher named = SEQUENCE.matcher(expression);
    return named.lookingAt() && expression.substring(named.end()).matches("(::[a-z ]+)?\\s*\\)");
  }

  private static Optional<CounterUse> sequence(
      DatabaseDefinition definition,
      TableDefinition table,
      ColumnDefinition column,
      String expression) {
    return sequenceName(expression)
        .flatMap(
            name -> Identifiers.find(definition.getSequences(), SequenceDefinition::name, name))
        .map(sequence -> sequence(definition, table, column, sequence));
  }

  private static CounterUse sequence(
      DatabaseDefinition definition,
      TableDefinition table,
      ColumnDefinition column,
      SequenceDefinition sequence) {
    Dialect dialect = definition.getDialect();
    // A sequence is altered in the way in which it was created.
    boolean byOptions =
        dialect == Dialect.GOOGLE_STANDARD_SQL
            && definition.getDdl().stream()
                .map(ddl -> ScriptStatement.of(dialect, ddl))
                .anyMatch(
                    statement ->
                        statement.kind() == DdlStatement.Kind.SEQUENCE
                            && statement.name().equals(sequence.name())
                            && statement.names("options"));
    return new CounterUse(
        table.getName(),
        column.getName(),
        "sequence " + sequence.name(),
        next(sequence.counter()),
        "ALTER SEQUENCE %s %s"
            .formatted(
                Identifiers.quoteQualified(dialect, sequence.name()),
                byOptions ? "SET OPTIONS (start_with_counter = " : "RESTART COUNTER WITH "),
        byOptions ? ")" : "");
  }

  private static long next(CounterDefinition counter) {
    return counter.live().or(counter::start).orElse(1L);
  }
}
