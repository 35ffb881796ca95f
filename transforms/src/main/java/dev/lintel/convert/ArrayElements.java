package dev.lintel.convert;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Splits the text of an array into the texts of its elements. Not thread-safe. */
final class ArrayElements {
  private static final String NULL = "NULL";

  private final String text;
  private final char open;
  private final char close;
  private final char quote;
  private final boolean escapesOutside;
  private final Unconvertible failure;
  private int position;

  private ArrayElements(String text, ArrayText form) {
    boolean braces = form == ArrayText.BRACES;
    this.text = text;
    this.open = braces ? '{' : '[';
    this.close = braces ? '}' : ']';
    this.quote = braces ? '"' : '\'';
    this.escapesOutside = braces;
    this.failure =
        new Unconvertible("not an array such as " + (braces ? "{a,NULL,\"b\"}" : "[a, NULL, 'b']"));
  }

  /**
   * Returns the elements; null for one that is NULL without quotes, in any case.
   *
   * @param form any but {@link ArrayText#JSON}
   * @throws Unconvertible if the text is not one array of scalars
   */
  static List<@Nullable String> of(String text, ArrayText form) {
    return new ArrayElements(text, form).elements();
  }

  private List<@Nullable String> elements() {
    var elements = new ArrayList<@Nullable String>();
    take(open);
    skipBlanks();
    if (peek() == close) {
      position++;
    } else {
      while (true) {
        skipBlanks();
        elements.add(peek() == quote ? quoted() : plain());
        skipBlanks();
        if (peek() == close) {
          position++;
          break;
        }
        take(',');
      }
    }
    if (position != text.length()) {
      throw failure;
    }
    return elements;
  }

  private String quoted() {
    var element = new StringBuilder();
    position++;
    while (peek() != quote) {
      if (peek() == '\\') {
        position++;
      }
      element.append(next());
    }
    position++;
    return element.toString();
  }

  private @Nullable String plain() {
    var element = new StringBuilder();
    boolean escaped = false;
    if (peek() == open) {
      throw new Unconvertible("an array in an array");
    }
    while (peek() != ',' && peek() != close) {
      if (escapesOutside && peek() == '\\') {
        escaped = true;
        position++;
      }
      element.append(next());
    }
    String stripped = element.toString().strip();
    if (stripped.isEmpty()) {
      throw failure;
    }
    return !escaped && stripped.equalsIgnoreCase(NULL) ? null : stripped;
  }

  private void skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private void take(char expected) {
    if (next() != expected) {
      throw failure;
    }
  }

  private char next() {
    char c = peek();
    position++;
    return c;
  }

  private char peek() {
    if (position >= text.length()) {
      throw failure;
    }
    return text.charAt(position);
  }
}
