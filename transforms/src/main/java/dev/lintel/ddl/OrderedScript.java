package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.DdlStatement.Kind;
import dev.lintel.schema.DependencyOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A DDL file in an order in which it works on an empty database, such as DDL that Spanner prints,
 * where a foreign key may reference a later table. Immutable.
 *
 * <p>Statements keep their order, but what a statement needs comes before it: the tables that a
 * table references or is interleaved in, and the sequences, functions, views and other objects that
 * a statement names. Where tables reference each other in a circle, the foreign keys to later
 * tables are taken out of the circle.
 *
 * @param beforeRows the statements to run before rows are written
 * @param afterRows the foreign keys that were taken out; while they do not exist, the tables can be
 *     loaded one after the other
 */
public record OrderedScript(DdlScript beforeRows, ImmutableList<String> afterRows) {

  /**
   * Orders a script.
   *
   * @throws IllegalArgumentException if a foreign key cannot be parsed; the message has the line
   *     and the statement
   */
  public static OrderedScript of(DdlScript script) {
    return new Ordering(script).ordered();
  }

  /**
   * Returns the script for a database of that id, which ALTER DATABASE has to contain.
   *
   * @param databaseId the id without project and instance
   */
  public OrderedScript forDatabase(String databaseId) {
    return new OrderedScript(
        DdlScript.of(
            beforeRows.getDialect(),
            beforeRows.getStatements().stream()
                .map(
                    statement ->
                        ScriptStatement.of(statement).setsDatabaseOptions()
                            ? statement.withText(
                                DatabaseOptionDdl.withDatabaseId(statement, databaseId))
                            : statement)
                .toList()),
        afterRows);
  }

  /** The work of {@link #of}. */
  private static final class Ordering {
    private final Dialect dialect;
    private final List<ScriptStatement> statements;

    /** The statement that creates a table. */
    private final Map<String, Integer> tables = new HashMap<>();

    /** The statements that create other objects, by name. */
    private final Map<String, Integer> others = new HashMap<>();

    /** The tables that each table or ALTER TABLE references. */
    private final List<Set<String>> references = new ArrayList<>();

    private final Map<Integer, Integer> groups = new HashMap<>();
    private final Map<Integer, Integer> places = new HashMap<>();

    Ordering(DdlScript script) {
      this.dialect = script.getDialect();
      this.statements = script.getStatements().stream().map(ScriptStatement::of).toList();
      for (int i = 0; i < statements.size(); i++) {
        ScriptStatement statement = statements.get(i);
        references.add(TableReferences.referenced(statement.statement().orElseThrow()));
        switch (statement.kind()) {
          case TABLE -> tables.putIfAbsent(folded(statement.name()), i);
          case SEQUENCE, FUNCTION, VIEW, SCHEMA, ROLE, PLACEMENT, LOCALITY_GROUP, MODEL ->
              others.putIfAbsent(statement.name().toLowerCase(Locale.ROOT), i);
          default -> {}
        }
      }
      findCircles();
    }

    OrderedScript ordered() {
      List<DdlStatement> before = new ArrayList<>();
      ImmutableList.Builder<String> after = ImmutableList.builder();
      for (int[] group : DependencyOrder.groups(statements.size(), this::needed)) {
        for (int i : group) {
          split(i, before, after);
        }
      }
      return new OrderedScript(DdlScript.of(dialect, before), after.build());
    }

    private void split(int i, List<DdlStatement> before, ImmutableList.Builder<String> after) {
      DdlStatement statement = statements.get(i).statement().orElseThrow();
      int table = owner(i);
      if (statement.getKind() == Kind.COLUMN
          || references.get(i).stream().noneMatch(other -> isTaken(table, other))) {
        // Rows may need a new column, whatever it references.
        before.add(statement);
      } else if (statement.getKind() == Kind.TABLE) {
        TableRewriter.Split split =
            TableRewriter.split(statement, key -> isTaken(table, key.getReferencedTable()));
        before.add(statement.withText(split.table()));
        after.addAll(split.keys());
      } else {
        after.add(statement.getText());
      }
    }

    /** Finds the tables that reference each other, and an order for those of each circle. */
    private void findCircles() {
      List<List<Integer>> all = new ArrayList<>();
      List<List<Integer>> parents = new ArrayList<>();
      for (int i = 0; i < statements.size(); i++) {
        all.add(new ArrayList<>());
        parents.add(new ArrayList<>());
        if (statements.get(i).kind() == Kind.TABLE) {
          statements.get(i).parent().map(this::tableNamed).ifPresent(parents.get(i)::add);
          all.get(i).addAll(parents.get(i));
        }
      }
      for (int i = 0; i < statements.size(); i++) {
        int table = owner(i);
        for (String other : references.get(i)) {
          if (table >= 0 && tables.containsKey(folded(other))) {
            all.get(table).add(tableNamed(other));
          }
        }
      }
      int number = 0;
      for (int[] group : DependencyOrder.groups(all.size(), i -> array(all.get(i)))) {
        for (int i : group) {
          groups.put(i, number);
        }
        number++;
      }
      for (int[] group : DependencyOrder.groups(parents.size(), i -> array(parents.get(i)))) {
        places.put(group[0], places.size());
      }
    }

    /** The table that a statement creates or adds to; -1 for none of the script. */
    private int owner(int i) {
      ScriptStatement statement = statements.get(i);
      return switch (statement.kind()) {
        case TABLE -> i;
        case CONSTRAINT, COLUMN -> tables.getOrDefault(folded(statement.table()), -1);
        default -> -1;
      };
    }

    /** Whether a key of a table to another is taken out: to a later table of the same circle. */
    private boolean isTaken(int table, String referenced) {
      Integer other = tables.get(folded(referenced));
      return other != null
          && table >= 0
          && groups.get(table).equals(groups.get(other))
          && places.get(table) < places.get(other);
    }

    private int[] needed(int i) {
      ScriptStatement statement = statements.get(i);
      Set<Integer> needed = new LinkedHashSet<>();
      int table = owner(i);
      if (table >= 0) {
        needed.add(table);
      }
      statement.parent().map(this::tableNamed).ifPresent(needed::add);
      references.get(i).stream()
          .filter(other -> !isTaken(table, other))
          .filter(other -> tables.containsKey(folded(other)))
          .forEach(other -> needed.add(tableNamed(other)));
      Set<String> words = new HashSet<>(statement.words());
      words.retainAll(others.keySet());
      words.forEach(word -> needed.add(others.get(word)));
      if (statement.kind() != Kind.TABLE) {
        statement.words().stream()
            .filter(word -> tables.containsKey(folded(word)))
            .forEach(word -> needed.add(tableNamed(word)));
      }
      needed.remove(i);
      needed.remove(null);
      return array(needed);
    }

    private Integer tableNamed(String name) {
      return tables.get(folded(name));
    }

    private String folded(String name) {
      return dialect == Dialect.POSTGRESQL ? name : name.toLowerCase(Locale.ROOT);
    }

    private static int[] array(Iterable<Integer> numbers) {
      List<Integer> all = new ArrayList<>();
      numbers.forEach(all::add);
      return all.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
