package dev.lintel.pipeline.report;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.text.StringEscapeUtils;

/**
 * Writes HTML that is well-formed XML as well: every element is closed, and text is escaped in the
 * only two methods that take any, {@link #text} and the attributes of {@link #open}. Characters
 * that XML does not allow are left out. Not thread-safe.
 */
public final class HtmlWriter {

  private final StringBuilder html = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param name of the element, not escaped
   * @param attributes names, not escaped, and values, which are, in turn
   */
  public HtmlWriter open(String name, String... attributes) {
    start(name, attributes);
    html.append('>');
    open.push(name);
    return this;
  }

  /** Closes the element that was opened last. */
  public HtmlWriter close() {
    checkState(!open.isEmpty(), "no element is open");
    html.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Writes an element without content, such as {@code meta} or {@code rect}. */
  public HtmlWriter empty(String name, String... attributes) {
    start(name, attributes);
    html.append("/>");
    return this;
  }

  /** Writes an element with text in it. */
  public HtmlWriter element(String name, String text, String... attributes) {
    return open(name, attributes).text(text).close();
  }

  /** Writes text. */
  public HtmlWriter text(String text) {
    html.append(StringEscapeUtils.escapeXml10(text));
    return this;
  }

  /** Starts a line of the source, for those who read that. */
  public HtmlWriter line() {
    html.append('\n');
    return this;
  }

  /** Writes a part that another writer has finished. */
  public HtmlWriter add(HtmlWriter part) {
    html.append(part);
    return this;
  }

  private void start(String name, String... attributes) {
    checkArgument(attributes.length % 2 == 0, "an attribute without a value in %s", name);
    html.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      html.append(' ')
          .append(attributes[i])
          .append("=\"")
          .append(StringEscapeUtils.escapeXml10(attributes[i + 1]))
          .append('"');
    }
  }

  /**
   * The HTML so far.
   *
   * @throws IllegalStateException if an element is open
   */
  @Override
  public String toString() {
    checkState(open.isEmpty(), "still open: %s", open);
    return html.toString();
  }
}
