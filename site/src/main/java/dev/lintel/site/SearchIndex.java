package dev.lintel.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * The text of all pages, one entry for each heading with what is below it, as a script that {@code
 * search.js} reads. Not thread-safe.
 */
final class SearchIndex {

  private final List<List<String>> entries = new ArrayList<>();

  /**
   * Adds the sections of a page. Of sections that match equally well, earlier ones are shown first.
   */
  void add(Page page) {
    String heading = page.title();
    String anchor = "";
    var section = new StringBuilder();
    for (Node block = page.tree().getFirstChild(); block != null; block = block.getNext()) {
      if (block instanceof Heading next) {
        add(page, heading, anchor, section);
        heading = Page.textOf(next);
        anchor = page.anchorOf(next);
        section.setLength(0);
      } else {
        section.append(Page.textOf(block)).append(' ');
      }
    }
    add(page, heading, anchor, section);
  }

  private void add(Page page, String heading, String anchor, StringBuilder section) {
    String words = section.toString().replaceAll("\\s+", " ").strip();
    if (!words.isEmpty()) {
      entries.add(
          List.of(
              page.target() + (anchor.isEmpty() ? "" : "#" + anchor),
              page.title(),
              heading,
              words));
    }
  }

  /** Returns the script. */
  String script() {
    try {
      return "window.SEARCH_INDEX = " + new ObjectMapper().writeValueAsString(entries) + ";\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
