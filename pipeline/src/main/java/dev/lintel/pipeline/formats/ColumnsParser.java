package dev.lintel.pipeline.formats;

import com.google.common.collect.ImmutableList;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads the text of a {@link ColumnsSpec}: items with a comma between them, each of which is
 *
 * <ul>
 *   <li>{@code column}: the field of that name is written to the column of that name;
 *   <li>{@code column=field}: a field is written to a column of another name;
 *   <li>{@code -field}: a field is not written;
 *   <li>{@code column='text'}: the column has that value in all records; a quote in it is doubled;
 *   <li>{@code column=}: the column is null in all records.
 * </ul>
 *
 * <p>White space around a name is not part of it. A name that contains a comma, an equals sign, a
 * quote or white space at an end, or that begins with a minus sign, is written in double quotes,
 * and a double quote in it is doubled.
 */
final class ColumnsParser {
  private static final char NAME_QUOTE = '"';
  private static final char TEXT_QUOTE = '\'';

  /** A name that needs no quotes. */
  private static final Pattern PLAIN =
      Pattern.compile("[^\\p{javaWhitespace},='\"-]([^,='\"]*[^\\p{javaWhitespace},='\"])?");

  private final String text;
  private int position;

  ColumnsParser(String text) {
    this.text = text;
  }

  /**
   * All items.
   *
   * @throws IllegalArgumentException if there is anything else; says where
   */
  ImmutableList<ColumnsSpec.Item> items() {
    ImmutableList.Builder<ColumnsSpec.Item> items = ImmutableList.builder();
    do {
      items.add(item());
    } while (accept(','));
    if (position < text.length()) {
      throw error("a comma");
    }
    return items.build();
  }

  private ColumnsSpec.Item item() {
    skipSpace();
    if (accept('-')) {
      return new ColumnsSpec.Skipped(name("the name of a field"));
    }
    String column = name("the name of a column");
    if (!accept('=')) {
      return new ColumnsSpec.Taken(column, column);
    }
    skipSpace();
    if (position == text.length() || text.charAt(position) == ',') {
      return new ColumnsSpec.Constant(column, null);
    }
    if (text.charAt(position) == TEXT_QUOTE) {
      return new ColumnsSpec.Constant(column, quoted(TEXT_QUOTE));
    }
    return new ColumnsSpec.Taken(column, name("the name of a field, or a text in single quotes"));
  }

  private String name(String what) {
    skipSpace();
    if (position < text.length() && text.charAt(position) == NAME_QUOTE) {
      return quoted(NAME_QUOTE);
    }
    int start = position;
    while (position < text.length() && ",='\"".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    String name = text.substring(start, position).strip();
    if (name.isEmpty()) {
      throw error(what);
    }
    return name;
  }

  private String quoted(char quote) {
    var content = new StringBuilder();
    position++;
    while (true) {
      int end = text.indexOf(quote, position);
      if (end < 0) {
        position = text.length();
        throw error("the closing " + quote);
      }
      content.append(text, position, end);
      position = end + 1;
      if (position == text.length() || text.charAt(position) != quote) {
        skipSpace();
        return content.toString();
      }
      content.append(quote);
      position++;
    }
  }

  private boolean accept(char expected) {
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private IllegalArgumentException error(String expected) {
    String where =
        position == text.length()
            ? "at its end"
            : "at character %d, before %s".formatted(position + 1, text.substring(position));
    return new IllegalArgumentException("%s is expected %s".formatted(expected, where));
  }

  /** The text of an item. */
  static String text(ColumnsSpec.Item item) {
    if (item instanceof ColumnsSpec.Taken taken) {
      return taken.column().equals(taken.field())
          ? nameText(taken.column())
          : nameText(taken.column()) + "=" + nameText(taken.field());
    }
    if (item instanceof ColumnsSpec.Constant constant) {
      return nameText(constant.column()) + "=" + constant(constant.text());
    }
    return "-" + nameText(((ColumnsSpec.Skipped) item).field());
  }

  private static String nameText(String name) {
    return PLAIN.matcher(name).matches() ? name : quote(name, NAME_QUOTE);
  }

  private static String constant(@Nullable String text) {
    return text == null ? "" : quote(text, TEXT_QUOTE);
  }

  private static String quote(String text, char quote) {
    String one = String.valueOf(quote);
    return one + text.replace(one, one + one) + one;
  }
}
