package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.ChangeStreamDefinition.WatchedTable;
import dev.lintel.ddl.FunctionDefinition.Parameter;
import dev.lintel.ddl.ModelDefinition.ModelColumn;
import dev.lintel.ddl.ViewDefinition.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the statements that create objects other than tables and indexes. Methods throw an {@link
 * IllegalArgumentException} for a statement that they do not understand.
 */
final class ObjectReader {

  private final DdlTokens tokens;
  private final String name;

  private ObjectReader(DdlStatement statement, String... keywords) {
    this.tokens = statement.tokens();
    this.name = statement.getName().orElse("");
    tokens.expect("CREATE");
    tokens.skip("OR", "REPLACE");
    tokens.expect(keywords);
    tokens.skip("IF", "NOT", "EXISTS");
    tokens.qualifiedName();
  }

  /** Reads the full names of the types in a proto bundle. */
  static ImmutableList<String> protoBundle(DdlStatement statement) {
    DdlTokens tokens = statement.tokens();
    tokens.expect("CREATE", "PROTO", "BUNDLE");
    return tokens.elements().stream()
        .map(DdlTokens::qualifiedName)
        .collect(ImmutableList.toImmutableList());
  }

  static SequenceDefinition sequence(DdlStatement statement) {
    return new ObjectReader(statement, "SEQUENCE").sequence();
  }

  static ViewDefinition view(DdlStatement statement) {
    return new ObjectReader(statement, "VIEW").view();
  }

  static ChangeStreamDefinition changeStream(DdlStatement statement) {
    return new ObjectReader(statement, "CHANGE", "STREAM").changeStream();
  }

  static ModelDefinition model(DdlStatement statement) {
    return new ObjectReader(statement, "MODEL").model();
  }

  static PlacementDefinition placement(DdlStatement statement) {
    ObjectReader reader = new ObjectReader(statement, "PLACEMENT");
    ImmutableList<DdlOption> options = reader.options();
    reader.tokens.expectEnd();
    return new PlacementDefinition(reader.name, options);
  }

  static FunctionDefinition function(DdlStatement statement) {
    return new ObjectReader(statement, "FUNCTION").function();
  }

  private SequenceDefinition sequence() {
    CounterReader counter = new CounterReader();
    boolean known = true;
    while (known && !tokens.atEnd()) {
      known =
          tokens.nextAre("OPTIONS") ? counter.options(options(), tokens) : counter.clause(tokens);
    }
    if (!known) {
      throw tokens.unreadable("did not expect that of a sequence");
    }
    return new SequenceDefinition(name, counter.counter());
  }

  private ViewDefinition view() {
    Optional<Security> security = security();
    tokens.expect("AS");
    return new ViewDefinition(name, security, tokens.rest());
  }

  private ChangeStreamDefinition changeStream() {
    boolean all = false;
    List<WatchedTable> tables = new ArrayList<>();
    if (tokens.skip("FOR")) {
      all = tokens.skip("ALL");
      if (!all) {
        do {
          String table = tokens.qualifiedName();
          tables.add(
              new WatchedTable(
                  table, tokens.nextIs("(") ? Optional.of(names()) : Optional.empty()));
        } while (tokens.skipSymbol(","));
      }
    }
    ImmutableList<DdlOption> options = options();
    tokens.expectEnd();
    return new ChangeStreamDefinition(name, all, ImmutableList.copyOf(tables), options);
  }

  private ModelDefinition model() {
    ImmutableList<ModelColumn> inputs = modelColumns("INPUT");
    ImmutableList<ModelColumn> outputs = modelColumns("OUTPUT");
    boolean remote = tokens.skip("REMOTE");
    ImmutableList<DdlOption> options = options();
    tokens.expectEnd();
    return new ModelDefinition(name, inputs, outputs, remote, options);
  }

  private ImmutableList<ModelColumn> modelColumns(String keyword) {
    ImmutableList.Builder<ModelColumn> columns = ImmutableList.builder();
    if (tokens.skip(keyword)) {
      for (DdlTokens element : tokens.elements()) {
        String column = element.identifier();
        ModelType type = ModelType.read(element);
        columns.add(
            new ModelColumn(
                column,
                type.name(),
                type.type(),
                element.skip("OPTIONS") ? DdlOption.read(element) : ImmutableList.of()));
        element.expectEnd();
      }
    }
    return columns.build();
  }

  private FunctionDefinition function() {
    ImmutableList.Builder<Parameter> parameters = ImmutableList.builder();
    for (DdlTokens parameter : tokens.elements()) {
      parameters.add(new Parameter(parameter.identifier(), parameter.rest()));
    }
    Optional<String> returns = Optional.empty();
    if (tokens.skip("RETURNS")) {
      int start = tokens.position();
      do {
        tokens.skipOne();
      } while (!tokens.atEnd() && !atFunctionClause());
      returns = Optional.of(tokens.textFrom(start));
    }
    boolean deterministic = true;
    Optional<String> language = Optional.empty();
    Optional<Security> security = Optional.empty();
    ImmutableList<DdlOption> options = ImmutableList.of();
    Optional<String> body = Optional.empty();
    while (!tokens.atEnd()) {
      if (tokens.skip("LANGUAGE")) {
        language = Optional.of(tokens.identifier());
      } else if (tokens.skip("NOT", "DETERMINISTIC")) {
        deterministic = false;
      } else if (tokens.nextAre("SQL", "SECURITY")) {
        security = security();
      } else if (tokens.nextAre("OPTIONS")) {
        options = options();
      } else {
        tokens.expect("AS");
        body = Optional.of(tokens.parenthesizedText());
      }
    }
    if (language.isEmpty() && body.isPresent()) {
      // INFORMATION_SCHEMA shows the default, too.
      language = Optional.of("SQL");
    }
    var function =
        new FunctionDefinition(
            name, parameters.build(), returns, language, security, body, options);
    if (function.isRemote() == deterministic) {
      // Google's format has no place for it, and its import infers it from the language.
      throw tokens.unreadable("only a remote function is NOT DETERMINISTIC");
    }
    return function;
  }

  private boolean atFunctionClause() {
    return tokens.nextAre("LANGUAGE")
        || tokens.nextAre("NOT", "DETERMINISTIC")
        || tokens.nextAre("SQL", "SECURITY")
        || tokens.nextAre("OPTIONS")
        || tokens.nextAre("AS");
  }

  private Optional<Security> security() {
    if (!tokens.skip("SQL", "SECURITY")) {
      return Optional.empty();
    }
    if (tokens.skip("DEFINER")) {
      return Optional.of(Security.DEFINER);
    }
    tokens.expect("INVOKER");
    return Optional.of(Security.INVOKER);
  }

  /** Reads the names in parentheses, which may be empty. */
  private ImmutableList<String> names() {
    ImmutableList.Builder<String> names = ImmutableList.builder();
    for (DdlTokens element : tokens.elements()) {
      names.add(element.identifier());
      element.expectEnd();
    }
    return names.build();
  }

  private ImmutableList<DdlOption> options() {
    return tokens.skip("OPTIONS") || tokens.skip("WITH")
        ? DdlOption.read(tokens)
        : ImmutableList.of();
  }
}
