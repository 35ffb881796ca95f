package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column;
import dev.lintel.schema.Column.Source;
import dev.lintel.schema.ColumnType;
import dev.lintel.schema.UniqueDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads the definition of one column from DDL. Its clauses may come in any order. */
final class ColumnReader {

  /** The serial types of PostgreSQL, which are bigint identity columns. */
  private static final ImmutableList<String> SERIALS =
      ImmutableList.of("serial", "bigserial", "smallserial", "serial2", "serial4", "serial8");

  private static final ImmutableList<String> CLAUSES =
      ImmutableList.of(
          "NULL",
          "DEFAULT",
          "AS",
          "GENERATED",
          "AUTO_INCREMENT",
          "CHECK",
          "REFERENCES",
          "CONSTRAINT",
          "OPTIONS",
          "HIDDEN");

  private final String name;
  private final DdlTokens tokens;
  private final UnknownClauses unknown;
  private final Column.Builder column = Column.builder();
  private final ColumnDefinition.Builder details = ColumnDefinition.builder();
  private final List<ForeignKeyDefinition> foreignKeys = new ArrayList<>();
  private final List<CheckDefinition> checks = new ArrayList<>();
  private boolean primaryKey;

  private ColumnReader(TableElement element, UnknownClauses unknown) {
    this.name = element.name();
    this.tokens = element.tokens();
    this.unknown = unknown;
  }

  /**
   * What the DDL of one column defines.
   *
   * @param column the column as the schema package describes it
   * @param details everything that the DDL says about the column
   * @param isPrimaryKey whether the column is declared as the whole primary key
   * @param foreignKeys the foreign keys of its REFERENCES clauses
   * @param checks the constraints of its CHECK clauses
   */
  record Definition(
      Column column,
      ColumnDefinition details,
      boolean isPrimaryKey,
      ImmutableList<ForeignKeyDefinition> foreignKeys,
      ImmutableList<CheckDefinition> checks) {}

  static Definition read(TableElement element, UnknownClauses unknown) {
    ColumnReader reader = new ColumnReader(element, unknown);
    reader.type();
    while (!reader.tokens.atEnd()) {
      reader.readableClause();
    }
    return new Definition(
        reader.column.build(),
        reader.details.build(),
        reader.primaryKey,
        ImmutableList.copyOf(reader.foreignKeys),
        ImmutableList.copyOf(reader.checks));
  }

  private void type() {
    column.setName(name);
    details.setName(name);
    boolean serial = tokens.dialect() == Dialect.POSTGRESQL && tokens.skipOneOf(SERIALS);
    if (serial) {
      column.setSource(Source.DEFAULT).setDefaultUnique(true);
      details.setIdentity(CounterDefinition.DEFAULT);
      setNotNull();
    }
    ColumnType type =
        serial ? ColumnType.parse("bigint", tokens.dialect()) : TypeReader.read(tokens);
    column.setType(type.type()).setTypeName(type.name());
    details.setType(type.type()).setSqlType(type.name());
    type.maxLength().ifPresent(column::setMaxLength);
    if (type.isCommitTimestamp()) {
      column.setCommitTimestampAllowed(true);
    }
  }

  private void readableClause() {
    int start = tokens.position();
    try {
      clause();
    } catch (IllegalArgumentException e) {
      // A known keyword, followed by what a newer server prints. The column is known all the same.
      tokens.backTo(start);
      unknown(start);
    }
  }

  private void clause() {
    int start = tokens.position();
    @Nullable String constraint = tokens.skip("CONSTRAINT") ? tokens.identifier() : null;
    if (tokens.skip("NOT", "NULL")) {
      setNotNull();
    } else if (tokens.skip("DEFAULT")) {
      String expression = expression();
      column.setSource(Source.DEFAULT).setDefaultUnique(UniqueDefaults.isUnique(expression));
      details.setDefaultExpression(expression);
    } else if (tokens.skip("ON", "UPDATE")) {
      details.setOnUpdateExpression(expression());
    } else if (tokens.skip("AS")) {
      generated();
    } else if (tokens.skip("GENERATED")) {
      generatedOrIdentity();
    } else if (tokens.skip("AUTO_INCREMENT")) {
      column.setSource(Source.DEFAULT).setDefaultUnique(true);
      details.setIdentity(CounterDefinition.DEFAULT);
    } else if (tokens.skip("PRIMARY", "KEY")) {
      primaryKey = true;
    } else if (tokens.skip("CHECK")) {
      checks.add(new CheckDefinition(Optional.ofNullable(constraint), tokens.parenthesizedText()));
    } else if (tokens.nextAre("REFERENCES")) {
      String keyName = constraint == null ? "" : constraint;
      foreignKeys.add(ForeignKeyReader.references(keyName, ImmutableList.of(name), tokens));
    } else if (tokens.skip("OPTIONS")) {
      options();
    } else if (tokens.skip("HIDDEN")) {
      details.setHidden(true);
    } else if (tokens.skip("PLACEMENT", "KEY")) {
      details.setPlacementKey(true);
    } else if (tokens.skip("LOCALITY", "GROUP")) {
      tokens.identifier();
      unknown.add(name + " " + tokens.textFrom(start));
    } else if (!tokens.skip("NULL")) {
      unknown(start);
    }
  }

  private void unknown(int start) {
    do {
      tokens.skipOne();
    } while (!tokens.atEnd() && !atClause());
    unknown.add(name + " " + tokens.textFrom(start));
  }

  private void setNotNull() {
    column.setNullable(false);
    details.setNullable(false);
  }

  private void generatedOrIdentity() {
    boolean always = tokens.skip("ALWAYS");
    if (!always) {
      tokens.expect("BY", "DEFAULT");
    }
    tokens.expect("AS");
    if (!tokens.skip("IDENTITY")) {
      generated();
      return;
    }
    column.setSource(always ? Source.GENERATED : Source.DEFAULT).setDefaultUnique(true);
    details.setIdentity(tokens.nextIs("(") ? identity() : CounterDefinition.DEFAULT);
    if (always) {
      unknown.add(name + " GENERATED ALWAYS AS IDENTITY");
    }
  }

  private CounterDefinition identity() {
    DdlTokens inner = tokens.inner();
    CounterReader counter = new CounterReader();
    while (!inner.atEnd()) {
      int start = inner.position();
      if (!counter.clause(inner)) {
        inner.skipOne();
        unknown.add(name + " IDENTITY " + inner.textFrom(start));
      }
    }
    return counter.counter();
  }

  private void generated() {
    column.setSource(Source.GENERATED);
    details.setGenerationExpression(tokens.parenthesizedText());
    if (tokens.skip("STORED")) {
      details.setStored(true);
    } else {
      tokens.skip("VIRTUAL");
    }
  }

  /** In GoogleSQL the expression is in parentheses; in PostgreSQL it ends at the next clause. */
  private String expression() {
    if (tokens.dialect() == Dialect.GOOGLE_STANDARD_SQL && tokens.nextIs("(")) {
      return tokens.parenthesizedText();
    }
    int start = tokens.position();
    do {
      tokens.skipOne();
    } while (!tokens.atEnd() && !atClause());
    return tokens.textFrom(start);
  }

  private boolean atClause() {
    return tokens.nextAre("NOT", "NULL")
        || tokens.nextAre("PRIMARY", "KEY")
        || tokens.nextAre("PLACEMENT", "KEY")
        || tokens.nextAre("LOCALITY", "GROUP")
        || tokens.nextAre("ON", "UPDATE")
        || CLAUSES.stream().anyMatch(word -> tokens.nextAre(word));
  }

  private void options() {
    ImmutableList<DdlOption> options = DdlOption.read(tokens);
    details.setOptions(options);
    for (DdlOption option : options) {
      if (option.name().equalsIgnoreCase("allow_commit_timestamp")) {
        column.setCommitTimestampAllowed(option.value().equalsIgnoreCase("TRUE"));
      }
    }
  }
}
