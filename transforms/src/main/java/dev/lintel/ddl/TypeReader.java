package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import dev.lintel.schema.ColumnType;

/** Reads the type of a column from DDL. */
final class TypeReader {

  /** Of ARRAY: an array of arrays is not a type of Spanner. */
  private static final int MAX_DEPTH = 1;

  private TypeReader() {}

  static ColumnType read(DdlTokens tokens) {
    boolean postgres = tokens.dialect() == Dialect.POSTGRESQL;
    String text = postgres ? postgresText(tokens) : googleSqlText(tokens, 0);
    try {
      return ColumnType.parse(text, tokens.dialect());
    } catch (IllegalArgumentException e) {
      throw tokens.unreadable("unknown column type " + text);
    }
  }

  private static String googleSqlText(DdlTokens tokens, int depth) {
    StringBuilder text = new StringBuilder(tokens.qualifiedName());
    if (text.indexOf(".") >= 0) {
      // The DDL has only the name of a protocol buffer type, which may be a message or an enum.
      // Most are messages.
      return "PROTO<" + text + ">";
    }
    if (tokens.skipSymbol("<")) {
      if (depth == MAX_DEPTH) {
        throw tokens.unreadable("a column type has at most one type within another");
      }
      text.append('<').append(googleSqlText(tokens, depth + 1)).append('>');
      tokens.expectSymbol(">");
    }
    appendParenthesized(tokens, text);
    return text.toString();
  }

  private static String postgresText(DdlTokens tokens) {
    StringBuilder text = new StringBuilder(tokens.qualifiedName());
    skipAppending(tokens, text, "PRECISION");
    skipAppending(tokens, text, "VARYING");
    skipAppending(tokens, text, "WITH", "TIME", "ZONE");
    appendParenthesized(tokens, text);
    if (tokens.skipSymbol("[")) {
      while (!tokens.skipSymbol("]")) {
        tokens.next();
      }
      text.append("[]");
    } else if (tokens.skip("ARRAY")) {
      text.append("[]");
    }
    if (tokens.skip("VECTOR", "LENGTH")) {
      text.append(" vector length ").append(tokens.next().text());
    }
    return text.toString();
  }

  private static void skipAppending(DdlTokens tokens, StringBuilder text, String... words) {
    if (tokens.skip(words)) {
      text.append(' ').append(String.join(" ", words));
    }
  }

  private static void appendParenthesized(DdlTokens tokens, StringBuilder text) {
    if (tokens.nextIs("(")) {
      text.append('(');
      tokens.parenthesized().forEach(token -> text.append(token.text()));
      text.append(')');
    }
  }
}
