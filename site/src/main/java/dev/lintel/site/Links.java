package dev.lintel.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * Makes the links of the pages point to the pages of the site, and notes those that point to
 * nothing. A link to another file of the repository takes that file into the site; a link to a
 * folder becomes plain text. Links to other sites stay as they are and are not tried. Not
 * thread-safe.
 */
final class Links {

  private final Path repository;
  private final Map<String, Page> pages;
  private final Set<String> files = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param pages by the path of the source
   */
  Links(Path repository, Map<String, Page> pages) {
    this.repository = repository;
    this.pages = pages;
  }

  /** Returns the files that the site needs besides its pages, as paths in the repository. */
  Set<String> files() {
    return files;
  }

  /** Returns one line for each link to nothing. */
  List<String> problems() {
    return problems;
  }

  /** Changes the links of one page. */
  void resolve(Page page) {
    List<Link> unlinked = new ArrayList<>();
    page.tree()
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                visitChildren(link);
                String target = resolve(page, link.getDestination());
                if (target == null) {
                  unlinked.add(link);
                } else {
                  link.setDestination(target);
                }
              }

              @Override
              public void visit(Image image) {
                String target = resolve(page, image.getDestination());
                if (target != null) {
                  image.setDestination(target);
                }
              }
            });
    unlinked.forEach(Links::unwrap);
  }

  /** Returns where a link of the site points; null if to nothing that the site has. */
  private String resolve(Page page, String destination) {
    if (destination.matches("[a-z][a-z0-9+.-]*:.*")) {
      return destination;
    }
    int hash = destination.indexOf('#');
    String path = hash < 0 ? destination : destination.substring(0, hash);
    String anchor = hash < 0 ? "" : destination.substring(hash + 1);
    Path folder = repository.resolve(page.source()).getParent();
    Path file =
        path.isEmpty() ? repository.resolve(page.source()) : folder.resolve(path).normalize();
    if (!file.startsWith(repository) || !Files.exists(file)) {
      problems.add("%s: %s does not exist".formatted(page.source(), destination));
      return null;
    }
    String source = slashes(repository.relativize(file));
    Page other = pages.get(source);
    if (other != null) {
      if (!anchor.isEmpty() && !other.hasAnchor(anchor)) {
        problems.add("%s: %s has no heading #%s".formatted(page.source(), source, anchor));
      }
      return relative(page, other.target()) + (anchor.isEmpty() ? "" : "#" + anchor);
    }
    if (Files.isDirectory(file)) {
      return null;
    }
    files.add(source);
    return relative(page, source);
  }

  /** Returns the path from a page of the site to a file of the site. */
  static String relative(Page page, String target) {
    return root(page) + target;
  }

  /** Returns the path from a page to the root of the site, with a slash at the end, or nothing. */
  static String root(Page page) {
    return "../".repeat((int) page.target().chars().filter(c -> c == '/').count());
  }

  static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }

  private static void unwrap(Link link) {
    for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
      link.insertBefore(child);
    }
    link.unlink();
  }
}
