package dev.lintel.site;

import com.google.common.html.HtmlEscapers;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.io.Resources;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Renders the documentation of a repository as a folder of HTML pages. */
public final class SiteBuilder {

  private static final List<String> PAGES = List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md");

  private static final List<String> RESOURCES = List.of("site.css", "search.js");

  private final Path repository;
  private final Path site;

  SiteBuilder(Path repository, Path site) {
    this.repository = repository.toAbsolutePath().normalize();
    this.site = site.toAbsolutePath().normalize();
  }

  /**
   * Builds the site.
   *
   * @param args the root of the repository, the folder of the site, and for each API {@code
   *     NAME=FOLDER} with its Javadoc
   * @throws IllegalArgumentException if a link points to nothing; the message has a line for each
   */
  public static void main(String[] args) throws IOException {
    Map<String, Path> apis = new LinkedHashMap<>();
    for (String api : List.of(args).subList(2, args.length)) {
      apis.put(api.substring(0, api.indexOf('=')), Path.of(api.substring(api.indexOf('=') + 1)));
    }
    var builder = new SiteBuilder(Path.of(args[0]), Path.of(args[1]));
    builder.build(resource("navigation.txt"), apis);
    System.out.println("The documentation is in " + builder.site.resolve("index.html"));
  }

  void build(String navigationList, Map<String, Path> apis) throws IOException {
    Map<String, Page> pages = pages();
    var links = new Links(repository, pages);
    pages.values().forEach(links::resolve);
    if (!links.problems().isEmpty()) {
      throw new IllegalArgumentException(
          "Links to nothing:\n" + String.join("\n", links.problems()));
    }
    var navigation = Navigation.of(navigationList, pages);
    Map<String, String> apiFolders = new LinkedHashMap<>();
    apis.keySet().forEach(name -> apiFolders.put(name, "api/" + name));

    if (Files.exists(site)) {
      MoreFiles.deleteRecursively(site, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    var index = new SearchIndex();
    String template = resource("page.html");
    for (Page page : navigation.pages()) {
      index.add(page);
      write(page.target(), html(template, page, navigation.html(page, apiFolders)));
    }
    write("search-index.js", index.script());
    for (String name : RESOURCES) {
      write(name, resource(name));
    }
    for (String file : links.files()) {
      copy(repository.resolve(file), site.resolve(file));
    }
    for (var api : apis.entrySet()) {
      copyFolder(api.getValue(), site.resolve(apiFolders.get(api.getKey())));
    }
  }

  private Map<String, Page> pages() throws IOException {
    Map<String, Page> pages = new TreeMap<>();
    for (String name : PAGES) {
      if (Files.exists(repository.resolve(name))) {
        add(pages, repository.resolve(name));
      }
    }
    try (Stream<Path> files = Files.walk(repository.resolve("docs"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
        add(pages, file);
      }
    }
    return pages;
  }

  private void add(Map<String, Page> pages, Path file) throws IOException {
    String source = Links.slashes(repository.relativize(file));
    pages.put(source, new Page(source, Markdown.parse(Files.readString(file))));
  }

  private static String html(String template, Page page, String navigation) {
    String title = page.source().equals("README.md") ? "Lintel" : page.title() + " · Lintel";
    // The content last: it may contain what looks like a place of the template.
    return template
        .replace("${title}", HtmlEscapers.htmlEscaper().escape(title))
        .replace("${root}", Links.root(page))
        .replace("${navigation}", navigation)
        .replace("${content}", Markdown.html(page));
  }

  private void write(String target, String content) throws IOException {
    Path file = site.resolve(target);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static String resource(String name) throws IOException {
    URL url = Resources.getResource(SiteBuilder.class, name);
    return Resources.toString(url, StandardCharsets.UTF_8);
  }
}
