package dev.lintel.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads pages back. */
public final class Pages {
  private Pages() {}

  /**
   * Parses a page, and asserts what every page has to be: well-formed, without script and without
   * references to anything outside, with a language, headings, headers of tables that say what they
   * are for, and pictures that have a title.
   */
  public static Document parse(String html) {
    Document page = parseXml(html);
    assertThat(html)
        .startsWith("<!DOCTYPE html>\n")
        .doesNotContain("http:", "https:", "url(", "@import");
    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(elements(page, "h1")).hasSize(1);
    assertThat(elements(page, "title").get(0).getTextContent()).isNotBlank();
    Set<String> ids = new HashSet<>();
    for (Element element : elements(page, "*")) {
      assertThat(element.getTagName())
          .isNotIn("script", "link", "img", "iframe", "object", "embed", "use", "image", "form");
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        assertThat(element.getAttributes().item(i).getNodeName())
            .isNotIn("src", "href", "xlink:href", "style", "srcset", "action")
            .doesNotStartWith("on");
      }
      if (element.hasAttribute("id")) {
        assertThat(ids.add(element.getAttribute("id"))).as(element.getAttribute("id")).isTrue();
      }
    }
    elements(page, "th").forEach(header -> assertThat(header.getAttribute("scope")).isNotEmpty());
    for (Element picture : elements(page, "svg")) {
      if (!picture.getAttribute("aria-hidden").equals("true")) {
        assertThat(picture.getAttribute("role")).isEqualTo("img");
        assertThat(ids).contains(picture.getAttribute("aria-labelledby").split(" "));
      }
    }
    return page;
  }

  private static Document parseXml(String html) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(html)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("not well-formed: " + e.getMessage(), e);
    }
  }

  /** The elements of that name, in order. */
  public static List<Element> elements(Document page, String name) {
    NodeList nodes = page.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** The texts of the cells of each row of all tables, with a bar between two cells. */
  public static List<String> rows(Document page) {
    List<String> rows = new ArrayList<>();
    for (Element row : elements(page, "tr")) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.getChildNodes().getLength(); i++) {
        cells.add(row.getChildNodes().item(i).getTextContent());
      }
      rows.add(String.join("|", cells));
    }
    return rows;
  }
}
