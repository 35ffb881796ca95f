package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.ddl.DdlStatement.Kind;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Finds out what a statement creates or drops, and reads no more of it than necessary. */
final class DdlClassifier {

  private static final ImmutableMap<Kind, String[]> KEYWORDS =
      ImmutableMap.<Kind, String[]>builder()
          .put(Kind.TABLE, new String[] {"TABLE"})
          .put(Kind.INDEX, new String[] {"INDEX"})
          .put(Kind.VIEW, new String[] {"VIEW"})
          .put(Kind.SEQUENCE, new String[] {"SEQUENCE"})
          .put(Kind.CHANGE_STREAM, new String[] {"CHANGE", "STREAM"})
          .put(Kind.SCHEMA, new String[] {"SCHEMA"})
          .put(Kind.ROLE, new String[] {"ROLE"})
          .put(Kind.MODEL, new String[] {"MODEL"})
          .put(Kind.PROPERTY_GRAPH, new String[] {"PROPERTY", "GRAPH"})
          .put(Kind.FUNCTION, new String[] {"FUNCTION"})
          .put(Kind.PLACEMENT, new String[] {"PLACEMENT"})
          .put(Kind.LOCALITY_GROUP, new String[] {"LOCALITY", "GROUP"})
          .put(Kind.PROTO_BUNDLE, new String[] {"PROTO", "BUNDLE"})
          .buildOrThrow();

  private final DdlTokens tokens;
  private final ImmutableList.Builder<DdlObject> creates = ImmutableList.builder();
  private Kind kind = Kind.OTHER;
  private @Nullable String name;
  private @Nullable String table;
  private @Nullable DdlObject drops;

  DdlClassifier(DdlTokens tokens) {
    this.tokens = tokens;
    if (tokens.skip("CREATE")) {
      create();
    } else if (tokens.skip("DROP")) {
      drop();
    } else if (tokens.skip("ALTER", "TABLE")) {
      alterTable();
    } else if (tokens.skip("ALTER", "INDEX")
        || tokens.skip("ALTER", "SEARCH", "INDEX")
        || tokens.skip("ALTER", "VECTOR", "INDEX")) {
      alterIndex();
    } else {
      // Counts as an object, so that an option that is already set counts as existing.
      DatabaseOptionDdl.settings(tokens)
          .forEach(setting -> creates.add(new DdlObject(Kind.OTHER, "", setting)));
    }
  }

  Kind kind() {
    return kind;
  }

  @Nullable String name() {
    return name;
  }

  @Nullable String table() {
    return table;
  }

  ImmutableList<DdlObject> creates() {
    return creates.build();
  }

  @Nullable DdlObject drops() {
    return drops;
  }

  private void create() {
    tokens.skip("OR", "REPLACE");
    kind = objectKind();
    if (kind == Kind.OTHER) {
      return;
    }
    skipExistsClause();
    if (kind == Kind.PROTO_BUNDLE) {
      creates.add(object(kind, "", ""));
      return;
    }
    if (kind == Kind.INDEX) {
      index();
    } else {
      name = tokens.qualifiedName();
    }
    if (name != null) {
      creates.add(object(kind, "", name));
      if (kind == Kind.INDEX) {
        indexedColumns(name);
        storedColumns(name);
      }
    }
    if (kind == Kind.TABLE) {
      table(name);
    }
  }

  private void table(String created) {
    for (DdlTokens element : tokens.elements()) {
      TableElement.of(element).objects(created).forEach(creates::add);
    }
    while (!tokens.atEnd()) {
      if (atRowDeletionPolicy()) {
        creates.add(DdlObject.rowDeletionPolicy(tokens.dialect(), created));
      }
      tokens.skipOne();
    }
  }

  private boolean atRowDeletionPolicy() {
    return tokens.nextAre("ROW", "DELETION", "POLICY")
        || (tokens.nextAre("TTL", "INTERVAL") && isLiteral(tokens.peek(2)));
  }

  private static boolean isLiteral(@Nullable DdlToken token) {
    return token != null && token.kind() == DdlToken.Kind.STRING;
  }

  /** A column may have the name Synonym, too. */
  private boolean atSynonym() {
    DdlToken after = tokens.peek(2);
    return tokens.nextAre("SYNONYM") && (after == null || after.isSymbol(","));
  }

  private void indexedColumns(String index) {
    if (tokens.skip("USING")) {
      tokens.identifier();
    }
    if (tokens.nextIs("(")) {
      for (DdlTokens part : tokens.elements()) {
        part.findIdentifier()
            .ifPresent(
                column -> creates.add(DdlObject.indexedColumn(tokens.dialect(), index, column)));
      }
    }
  }

  private void storedColumns(String index) {
    while (!tokens.atEnd()) {
      if ((tokens.skip("STORING") || tokens.skip("INCLUDE")) && tokens.nextIs("(")) {
        for (DdlTokens column : tokens.elements()) {
          creates.add(DdlObject.storedColumn(tokens.dialect(), index, column.identifier()));
        }
      } else {
        tokens.skipOne();
      }
    }
  }

  private void index() {
    String bareName = tokens.nextAre("ON") ? null : tokens.qualifiedName();
    tokens.expect("ON");
    tokens.skipOnly();
    table = tokens.qualifiedName();
    name = bareName == null ? null : IndexReader.qualify(tokens.dialect(), bareName, table);
  }

  private void drop() {
    Kind dropped = objectKind();
    tokens.skip("IF", "EXISTS");
    if (dropped != Kind.OTHER && dropped != Kind.PROTO_BUNDLE) {
      drops = object(dropped, "", tokens.qualifiedName());
    }
  }

  private void alterTable() {
    tokens.skip("IF", "EXISTS");
    tokens.skipOnly();
    String altered = tokens.qualifiedName();
    if (tokens.skip("ADD")) {
      if (tokens.skip("COLUMN")) {
        add(altered);
      } else if (atRowDeletionPolicy()) {
        creates.add(DdlObject.rowDeletionPolicy(tokens.dialect(), altered));
      } else if (atSynonym()) {
        tokens.expect("SYNONYM");
        creates.add(DdlObject.synonym(tokens.dialect(), altered, tokens.identifier()));
      } else {
        add(altered);
      }
    } else if (tokens.skip("DROP", "CONSTRAINT")) {
      drops = object(Kind.CONSTRAINT, altered, existingIdentifier());
    } else if (tokens.skip("DROP", "COLUMN")) {
      drops = object(Kind.COLUMN, altered, existingIdentifier());
    }
  }

  /** An index is named with its schema, in PostgreSQL, too. */
  private void alterIndex() {
    tokens.skip("IF", "EXISTS");
    String altered = tokens.qualifiedName();
    if (tokens.skip("ADD", "STORED", "COLUMN") || tokens.skip("ADD", "INCLUDE", "COLUMN")) {
      creates.add(DdlObject.storedColumn(tokens.dialect(), altered, tokens.identifier()));
    } else if (tokens.skip("ADD", "COLUMN")) {
      creates.add(DdlObject.indexedColumn(tokens.dialect(), altered, tokens.identifier()));
    }
  }

  private void add(String altered) {
    skipExistsClause();
    TableElement element = TableElement.of(tokens);
    switch (element.kind()) {
      case COLUMN -> kind = Kind.COLUMN;
      case FOREIGN_KEY, CHECK -> kind = Kind.CONSTRAINT;
      default -> {
        return;
      }
    }
    table = altered;
    name = element.name();
    creates.addAll(element.objects(altered));
  }

  private String existingIdentifier() {
    tokens.skip("IF", "EXISTS");
    return tokens.identifier();
  }

  private Kind objectKind() {
    boolean modified = true;
    while (modified) {
      modified =
          tokens.skip("UNIQUE")
              || tokens.skip("NULL_FILTERED")
              || tokens.skip("SEARCH")
              || tokens.skip("VECTOR");
    }
    for (Map.Entry<Kind, String[]> entry : KEYWORDS.entrySet()) {
      if (tokens.skip(entry.getValue())) {
        tokens.skip("CONCURRENTLY");
        return entry.getKey();
      }
    }
    return Kind.OTHER;
  }

  private void skipExistsClause() {
    tokens.skip("IF", "NOT", "EXISTS");
  }

  private DdlObject object(Kind objectKind, String objectTable, String objectName) {
    return DdlObject.of(tokens.dialect(), objectKind, objectTable, objectName);
  }
}
