package dev.lintel.site;

import com.google.common.html.HtmlEscapers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pages in groups, in the order of a list. Pages that the list does not name come last, in a
 * group of their own, so that a new page is never out of reach. Immutable.
 */
final class Navigation {

  private static final String OTHERS = "More";

  private final Map<String, List<Page>> groups;

  private Navigation(Map<String, List<Page>> groups) {
    this.groups = groups;
  }

  /**
   * Reads a list.
   *
   * @param list one group a line, and below it, indented, the paths of its pages
   * @param pages by path
   * @throws IllegalArgumentException if the list names a page that does not exist
   */
  static Navigation of(String list, Map<String, Page> pages) {
    Map<String, Page> left = new TreeMap<>(pages);
    Map<String, List<Page>> groups = new LinkedHashMap<>();
    List<Page> group = new ArrayList<>();
    for (String line : list.lines().toList()) {
      if (!line.startsWith(" ")) {
        group = groups.computeIfAbsent(line, name -> new ArrayList<>());
        continue;
      }
      Page page = left.remove(line.strip());
      if (page == null) {
        throw new IllegalArgumentException(
            "navigation.txt names %s, which is not there or was named before"
                .formatted(line.strip()));
      }
      group.add(page);
    }
    if (!left.isEmpty()) {
      groups.put(OTHERS, List.copyOf(left.values()));
    }
    return new Navigation(groups);
  }

  /** Returns all pages, in the order of the list. */
  List<Page> pages() {
    return groups.values().stream().flatMap(List::stream).toList();
  }

  /**
   * Returns the list as HTML, for one page.
   *
   * @param apis the folders of the Javadoc, by module
   */
  String html(Page current, Map<String, String> apis) {
    var html = new StringBuilder();
    groups.forEach(
        (name, pages) -> {
          begin(html, name);
          for (Page page : pages) {
            item(html, Links.relative(current, page.target()), label(page), page == current);
          }
          html.append("</ul>\n");
        });
    if (!apis.isEmpty()) {
      begin(html, "Javadoc");
      apis.forEach(
          (module, folder) ->
              item(html, Links.relative(current, folder + "/index.html"), module, false));
      html.append("</ul>\n");
    }
    return html.toString();
  }

  private static String label(Page page) {
    return page.source().equals("README.md") ? "Overview" : page.title();
  }

  private static void begin(StringBuilder html, String name) {
    html.append("<h2>").append(escaped(name)).append("</h2>\n<ul>\n");
  }

  private static void item(StringBuilder html, String target, String label, boolean current) {
    html.append("<li><a href=\"")
        .append(escaped(target))
        .append(current ? "\" aria-current=\"page\">" : "\">")
        .append(escaped(label))
        .append("</a></li>\n");
  }

  private static String escaped(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }
}
