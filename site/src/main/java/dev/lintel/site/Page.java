package dev.lintel.site;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * One Markdown file: its tree, and the anchors of its headings, named as the hosts of repositories
 * name them. Not thread-safe.
 */
final class Page {

  private final String source;
  private final Node tree;
  private final IdentityHashMap<Heading, String> anchors = new IdentityHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();
  private String title = "";

  /**
   * @param source the path of the file from the root of the repository, with slashes
   */
  Page(String source, Node tree) {
    this.source = source;
    this.tree = tree;
    IdGenerator ids = IdGenerator.builder().build();
    tree.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            String text = textOf(heading);
            String anchor = ids.generateId(text);
            anchors.put(heading, anchor);
            names.add(anchor);
            if (title.isEmpty()) {
              title = text;
            }
          }
        });
  }

  String source() {
    return source;
  }

  Node tree() {
    return tree;
  }

  /** Returns the text of the first heading; empty if there is none. */
  String title() {
    return title;
  }

  String anchorOf(Heading heading) {
    return anchors.get(heading);
  }

  boolean hasAnchor(String name) {
    return names.contains(name);
  }

  /** Returns the path of the HTML file from the root of the site. */
  String target() {
    return targetOf(source);
  }

  /** Returns the path of the HTML file for a Markdown file. */
  static String targetOf(String source) {
    return source.equals("README.md") ? "index.html" : source.replaceFirst("\\.md$", ".html");
  }

  /** Returns the text of a heading or another node, without its markup. */
  static String textOf(Node node) {
    var text = new PlainText();
    node.accept(text);
    return text.toString();
  }
}
