package dev.lintel.schema;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column.Source;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads the definition of one column from DDL. Its clauses may come in any order. */
final class ColumnReader {

  /** The serial types of PostgreSQL: a bigint that is an identity. */
  private static final ImmutableList<String> SERIALS = ImmutableList.of("serial", "bigserial");

  private final String name;
  private final DdlTokens tokens;
  private final Column.Builder column = Column.builder();
  private final List<ForeignKey> foreignKeys = new ArrayList<>();
  private boolean primaryKey;

  private ColumnReader(TableElement element) {
    this.name = element.name();
    this.tokens = element.tokens();
  }

  /**
   * @param column what the column is like
   * @param isPrimaryKey whether it is declared to be the whole primary key
   * @param foreignKeys those that its REFERENCES clauses declare
   */
  record Definition(Column column, boolean isPrimaryKey, ImmutableList<ForeignKey> foreignKeys) {}

  static Definition read(TableElement element) {
    ColumnReader reader = new ColumnReader(element);
    reader.type();
    while (!reader.tokens.atEnd()) {
      reader.clause();
    }
    return new Definition(
        reader.column.build(), reader.primaryKey, ImmutableList.copyOf(reader.foreignKeys));
  }

  private void type() {
    column.setName(name);
    boolean serial =
        tokens.dialect() == Dialect.POSTGRESQL
            && SERIALS.stream().anyMatch(word -> tokens.skip(word));
    if (serial) {
      column.setSource(Source.DEFAULT).setNullable(false);
    }
    ColumnType type =
        serial ? ColumnType.parse("bigint", tokens.dialect()) : TypeReader.read(tokens);
    column.setType(type.type()).setTypeName(type.name());
    type.maxLength().ifPresent(column::setMaxLength);
    if (type.name().equals(PostgresTypes.COMMIT_TIMESTAMP)) {
      column.setCommitTimestampAllowed(true);
    }
  }

  private void clause() {
    @Nullable String constraint = tokens.skip("CONSTRAINT") ? tokens.identifier() : null;
    if (tokens.skip("NOT", "NULL")) {
      column.setNullable(false);
    } else if (tokens.skip("DEFAULT")) {
      column.setSource(Source.DEFAULT);
      skipDefault();
    } else if (tokens.skip("AS")) {
      generated();
    } else if (tokens.skip("GENERATED")) {
      generatedOrIdentity();
    } else if (tokens.skip("AUTO_INCREMENT")) {
      column.setSource(Source.DEFAULT);
    } else if (tokens.skip("PRIMARY", "KEY")) {
      primaryKey = true;
    } else if (tokens.skip("CHECK")) {
      tokens.parenthesized();
    } else if (tokens.nextAre("REFERENCES")) {
      String keyName = constraint == null ? "" : constraint;
      foreignKeys.add(ForeignKeyReader.references(keyName, ImmutableList.of(name), tokens));
    } else if (tokens.skip("OPTIONS")) {
      options();
    } else if (!tokens.skip("NULL") && !tokens.skip("HIDDEN") && !tokens.skip("PLACEMENT", "KEY")) {
      throw tokens.unreadable("did not expect " + tokens.next().text());
    }
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
    column.setSource(always ? Source.GENERATED : Source.DEFAULT);
    if (tokens.nextIs("(")) {
      tokens.parenthesized();
    }
  }

  private void generated() {
    column.setSource(Source.GENERATED);
    tokens.parenthesized();
    if (!tokens.skip("STORED")) {
      tokens.skip("VIRTUAL");
    }
  }

  /** GoogleSQL puts the expression in parentheses; in PostgreSQL it ends at the next clause. */
  private void skipDefault() {
    if (tokens.dialect() == Dialect.GOOGLE_STANDARD_SQL) {
      tokens.parenthesized();
      if (tokens.skip("ON", "UPDATE")) {
        tokens.parenthesized();
      }
      return;
    }
    do {
      if (tokens.nextIs("(")) {
        tokens.parenthesized();
      } else {
        tokens.next();
      }
    } while (!tokens.atEnd() && !atClause());
  }

  private boolean atClause() {
    return tokens.nextAre("NOT", "NULL")
        || tokens.nextAre("NULL")
        || tokens.nextAre("PRIMARY", "KEY")
        || tokens.nextAre("CHECK")
        || tokens.nextAre("REFERENCES")
        || tokens.nextAre("CONSTRAINT")
        || tokens.nextAre("HIDDEN");
  }

  private void options() {
    for (DdlTokens option : tokens.elements()) {
      boolean commitTimestamp = option.skip("allow_commit_timestamp");
      if (commitTimestamp && option.skipSymbol("=")) {
        column.setCommitTimestampAllowed(option.nextAre("TRUE"));
      }
    }
  }
}
