package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.DdlStatement.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** Orders statements so that they work on an empty database. Otherwise keeps their order. */
final class StatementOrder {

  private static final ImmutableList<Kind> BEFORE =
      ImmutableList.of(
          Kind.PROTO_BUNDLE,
          Kind.SCHEMA,
          Kind.LOCALITY_GROUP,
          Kind.PLACEMENT,
          Kind.SEQUENCE,
          Kind.FUNCTION,
          Kind.TABLE);

  private final List<ScriptStatement> before = new ArrayList<>();
  private final List<ScriptStatement> after = new ArrayList<>();

  StatementOrder(List<ScriptStatement> statements) {
    statements.stream().filter(ScriptStatement::setsDatabaseOptions).forEach(before::add);
    for (Kind kind : BEFORE) {
      List<ScriptStatement> ofKind = of(statements, kind);
      before.addAll(
          switch (kind) {
            case TABLE -> sorted(ofKind, StatementOrder::isChildOf);
            case FUNCTION -> sorted(ofKind, StatementOrder::namesOther);
            default -> ofKind;
          });
    }
    // Additions to tables before their rows: first columns, then checks, which may name them.
    before.addAll(of(statements, Kind.COLUMN));
    List<ScriptStatement> constraints = of(statements, Kind.CONSTRAINT);
    constraints.stream().filter(s -> !isForeignKey(s)).forEach(before::add);
    before.addAll(of(statements, Kind.MODEL));
    List<ScriptStatement> indexes = of(statements, Kind.INDEX);
    views(statements, indexes);
    after.addAll(0, constraints.stream().filter(StatementOrder::isForeignKey).toList());
    after.addAll(0, indexes);
    after.addAll(of(statements, Kind.CHANGE_STREAM));
    after.addAll(of(statements, Kind.ROLE));
    of(statements, Kind.OTHER).stream().filter(s -> !s.setsDatabaseOptions()).forEach(after::add);
  }

  ImmutableList<ScriptStatement> before() {
    return ImmutableList.copyOf(before);
  }

  ImmutableList<ScriptStatement> after() {
    return ImmutableList.copyOf(after);
  }

  /** A view may force the use of an index; then it and the views on it come after the index. */
  private void views(List<ScriptStatement> statements, List<ScriptStatement> indexes) {
    List<ScriptStatement> views = new ArrayList<>(of(statements, Kind.VIEW));
    views.addAll(of(statements, Kind.PROPERTY_GRAPH));
    Set<String> late = new HashSet<>();
    for (ScriptStatement view : sorted(views, StatementOrder::namesOther)) {
      boolean isLate =
          late.stream().anyMatch(view::names)
              || (view.names("force_index")
                  && indexes.stream().anyMatch(index -> view.names(index.name())));
      if (isLate) {
        late.add(view.name());
      }
      (isLate ? after : before).add(view);
    }
  }

  private static List<ScriptStatement> of(List<ScriptStatement> statements, Kind kind) {
    return statements.stream().filter(statement -> statement.kind() == kind).toList();
  }

  static boolean isForeignKey(ScriptStatement constraint) {
    DdlTokens tokens = constraint.statement().orElseThrow().tokens();
    while (!tokens.atEnd()) {
      if (tokens.nextAre("FOREIGN", "KEY")) {
        return true;
      }
      tokens.skipOne();
    }
    return false;
  }

  private static boolean isChildOf(ScriptStatement table, ScriptStatement other) {
    return table.parent().filter(other.name()::equalsIgnoreCase).isPresent();
  }

  private static boolean namesOther(ScriptStatement statement, ScriptStatement other) {
    return statement.names(other.name());
  }

  /**
   * Sorts statements after those that they need. If statements seem to need each other, because a
   * column has the name of an object, they keep their order, which has worked before.
   */
  private static List<ScriptStatement> sorted(
      List<ScriptStatement> statements, BiPredicate<ScriptStatement, ScriptStatement> needs) {
    Set<ScriptStatement> sorted = new LinkedHashSet<>();
    Set<ScriptStatement> open = new LinkedHashSet<>();
    BiPredicate<ScriptStatement, ScriptStatement> needsIndeed =
        (statement, other) ->
            needs.test(statement, other)
                && (statements.indexOf(other) < statements.indexOf(statement)
                    || !leadsTo(other, statement, statements, needs, new HashSet<>()));
    statements.forEach(statement -> add(statement, statements, needsIndeed, open, sorted));
    return List.copyOf(sorted);
  }

  private static boolean leadsTo(
      ScriptStatement from,
      ScriptStatement to,
      List<ScriptStatement> all,
      BiPredicate<ScriptStatement, ScriptStatement> needs,
      Set<ScriptStatement> seen) {
    return seen.add(from)
        && (needs.test(from, to)
            || all.stream()
                .filter(other -> other != from && needs.test(from, other))
                .anyMatch(other -> leadsTo(other, to, all, needs, seen)));
  }

  private static void add(
      ScriptStatement statement,
      List<ScriptStatement> all,
      BiPredicate<ScriptStatement, ScriptStatement> needs,
      Set<ScriptStatement> open,
      Set<ScriptStatement> sorted) {
    if (sorted.contains(statement) || !open.add(statement)) {
      return;
    }
    all.stream()
        .filter(other -> other != statement && needs.test(statement, other))
        .forEach(other -> add(other, all, needs, open, sorted));
    sorted.add(statement);
  }
}
