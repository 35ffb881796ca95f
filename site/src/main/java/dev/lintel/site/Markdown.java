package dev.lintel.site;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/** Reads Markdown with tables, and writes it as HTML. */
final class Markdown {

  static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private Markdown() {}

  static Node parse(String text) {
    return PARSER.parse(text);
  }

  /** Returns a page as HTML, with anchors at its headings and tables that scroll on their own. */
  static String html(Page page) {
    AttributeProvider anchors =
        (node, tag, attributes) -> {
          if (node instanceof Heading heading) {
            attributes.put("id", page.anchorOf(heading));
          }
        };
    return HtmlRenderer.builder()
        .extensions(EXTENSIONS)
        .attributeProviderFactory(context -> anchors)
        .build()
        .render(page.tree())
        .replace("<table>", "<div class=\"table\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>");
  }
}
