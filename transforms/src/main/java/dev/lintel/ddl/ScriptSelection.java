package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.ddl.DdlStatement.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Selects the statements that some tables of a script need. */
final class ScriptSelection {

  private final Dialect dialect;
  private final ImmutableSet<String> tables;
  private final ImmutableSet<String> existing;
  private final List<ScriptStatement> needed = new ArrayList<>();
  private final Set<String> schemas = new HashSet<>();
  private final ImmutableSet<String> options;

  /**
   * @param existing the tables that foreign keys may reference although they are not selected
   * @param all the statements of the script, also those after the rows: an index may need an object
   *     that nothing else does
   */
  ScriptSelection(
      Dialect dialect, Set<String> tables, Set<String> existing, List<ScriptStatement> all) {
    this.dialect = dialect;
    this.tables = tables.stream().map(this::folded).collect(ImmutableSet.toImmutableSet());
    this.existing = ImmutableSet.copyOf(existing);
    all.stream().filter(this::isOfTable).forEach(this::addNeeded);
    boolean more = true;
    while (more) {
      // A function may call another function.
      List<ScriptStatement> found =
          all.stream().filter(this::isNeeded).filter(s -> !needed.contains(s)).toList();
      found.forEach(this::addNeeded);
      more = !found.isEmpty();
    }
    this.options = options();
  }

  List<ScriptStatement> of(List<ScriptStatement> statements) {
    return statements.stream()
        .filter(this::isSelected)
        .flatMap(statement -> statement.withDatabaseOptions(options::contains))
        .collect(ImmutableList.toImmutableList());
  }

  private void addNeeded(ScriptStatement statement) {
    needed.add(statement);
    int dot = statement.name().indexOf('.');
    if (dot >= 0) {
      schemas.add(statement.name().substring(0, dot).toLowerCase(Locale.ROOT));
    }
  }

  /** Whether what is needed so far needs the object that a statement creates. */
  private boolean isNeeded(ScriptStatement statement) {
    return switch (statement.kind()) {
      case SEQUENCE, FUNCTION, LOCALITY_GROUP ->
          needed.stream().anyMatch(other -> other.names(statement.name()));
      case PROTO_BUNDLE -> isNeededBundle(statement);
      // The rows of the table say which of the placements.
      case PLACEMENT -> needed.stream().anyMatch(other -> other.contains("PLACEMENT", "KEY"));
      default -> false;
    };
  }

  private boolean isNeededBundle(ScriptStatement protoBundle) {
    try {
      return ObjectReader.protoBundle(protoBundle.statement().orElseThrow()).stream()
          .anyMatch(type -> needed.stream().anyMatch(other -> other.names(type)));
    } catch (IllegalArgumentException e) {
      // It may have the types of a table.
      return true;
    }
  }

  private ImmutableSet<String> options() {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    if (needed.stream().anyMatch(statement -> statement.kind() == Kind.TABLE)) {
      names.add(DatabaseOptionDdl.DEFAULT_TIME_ZONE);
    }
    if (needed.stream().anyMatch(ScriptSelection::countsByDefault)) {
      names.add(DatabaseOptionDdl.DEFAULT_SEQUENCE_KIND);
    }
    if (needed.stream().anyMatch(statement -> statement.kind() == Kind.PLACEMENT)) {
      names.add(DatabaseOptionDdl.PLACEMENT_PREVIEW);
    }
    return names.build();
  }

  /** Whether a statement makes a counter whose kind is the default of the database. */
  private static boolean countsByDefault(ScriptStatement statement) {
    DdlStatement read = statement.statement().orElseThrow();
    try {
      return switch (statement.kind()) {
        case SEQUENCE -> ObjectReader.sequence(read).counter().isOfDefaultKind();
        case TABLE ->
            TableReader.define(read, UnknownClauses.keep()).getColumns().stream()
                .anyMatch(ScriptSelection::countsByDefault);
        case COLUMN ->
            countsByDefault(
                ColumnReader.read(TableElement.added(read), UnknownClauses.keep()).details());
        default -> false;
      };
    } catch (IllegalArgumentException e) {
      // It may make one, and the option does no harm.
      return true;
    }
  }

  private static boolean countsByDefault(ColumnDefinition column) {
    return column.getIdentity().filter(CounterDefinition::isOfDefaultKind).isPresent();
  }

  private boolean isSelected(ScriptStatement statement) {
    return switch (statement.kind()) {
      case PROTO_BUNDLE, LOCALITY_GROUP, PLACEMENT, SEQUENCE, FUNCTION ->
          needed.contains(statement);
      case SCHEMA -> schemas.contains(statement.name().toLowerCase(Locale.ROOT));
      case OTHER -> statement.setsDatabaseOptions();
      default -> isOfTable(statement);
    };
  }

  private boolean isOfTable(ScriptStatement statement) {
    return switch (statement.kind()) {
      case TABLE -> isSelected(statement.name());
      case COLUMN, INDEX -> isSelected(statement.table());
      case CONSTRAINT ->
          isSelected(statement.table())
              && referenced(statement).stream()
                  .allMatch(table -> isSelected(table) || existing.contains(table));
      default -> false;
    };
  }

  private static ImmutableList<String> referenced(ScriptStatement constraint) {
    DdlTokens tokens = constraint.statement().orElseThrow().tokens();
    while (!tokens.atEnd()) {
      if (tokens.skip("REFERENCES")) {
        return ImmutableList.of(tokens.qualifiedName());
      }
      tokens.skipOne();
    }
    return ImmutableList.of();
  }

  private boolean isSelected(String table) {
    return tables.contains(folded(table));
  }

  private String folded(String table) {
    return dialect == Dialect.POSTGRESQL ? table : table.toLowerCase(Locale.ROOT);
  }
}
