package dev.lintel.pipeline.exportfolder;

import com.google.cloud.spanner.Dialect;
import dev.lintel.ddl.DdlOption;

/** Options as the properties of Google's export have them. Pure. */
final class OptionText {

  private OptionText() {}

  /** {@code name="value"}, in PostgreSQL {@code name='value'}; other values without quotes. */
  static String of(DdlOption option, Dialect dialect) {
    String text = option.text(dialect);
    return option.name() + "=" + (option.type().equals("STRING") ? literal(text, dialect) : text);
  }

  /** A string literal. */
  static String literal(String text, Dialect dialect) {
    return dialect == Dialect.POSTGRESQL
        ? "'" + text.replace("'", "''") + "'"
        : '"'
            + text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
            + '"';
  }
}
