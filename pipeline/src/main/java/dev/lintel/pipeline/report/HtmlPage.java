package dev.lintel.pipeline.report;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A page that needs nothing but itself: no script, no network, styles for light and dark screens,
 * narrow ones and paper.
 */
public final class HtmlPage {

  private static final String DOCTYPE = "<!DOCTYPE html>\n";

  private HtmlPage() {}

  /**
   * The page.
   *
   * @param title also its first heading
   * @param body what follows the heading
   */
  public static String of(String title, HtmlWriter body) {
    var page = new HtmlWriter();
    page.open("html", "lang", "en").line();
    page.open("head").line();
    page.empty("meta", "charset", "utf-8").line();
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.empty("meta", "name", "color-scheme", "content", "light dark").line();
    page.element("title", title).line();
    page.element("style", style()).line();
    page.close().line();
    page.open("body").line().open("main").line();
    page.element("h1", title).line();
    page.add(body);
    page.close().line().close().line().close().line();
    return DOCTYPE + page;
  }

  /**
   * The style sheet. It has no character that would be escaped: in this element, XML reads what is
   * escaped and HTML does not.
   */
  private static String style() {
    try {
      return Resources.toString(
          Resources.getResource(HtmlPage.class, "page.css"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
