package dev.lintel.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteBuilderTest {

  private static final String NAVIGATION = "Start\n  README.md\n";

  @TempDir private Path folder;
  private Path repository;
  private Path site;

  @BeforeEach
  void layOut() throws IOException {
    repository = folder.resolve("repository");
    site = folder.resolve("site");
    write("README.md", "# Name\n\nSee [import](docs/jobs/import.md#what-it-reads).\n");
    write(
        "docs/jobs/import.md",
        "# import\n\n## What it `reads`\n\nFiles, [home](../../README.md).\n");
  }

  @Test
  void linksBetweenPagesPointToThePagesOfTheSite() throws IOException {
    build();

    assertThat(site.resolve("index.html"))
        .content()
        .contains("<a href=\"docs/jobs/import.html#what-it-reads\">import</a>");
    assertThat(site.resolve("docs/jobs/import.html"))
        .content()
        .contains("<h2 id=\"what-it-reads\">", "<a href=\"../../index.html\">home</a>")
        .contains("<link rel=\"stylesheet\" href=\"../../site.css\">");
  }

  @Test
  void linksToNothingAreErrors_allOfThem() throws IOException {
    write("docs/a.md", "# A\n\n[x](b.md) [y](jobs/import.md#none) [z](#none) [w](../../out.md)\n");

    assertThatThrownBy(this::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            Links to nothing:
            docs/a.md: b.md does not exist
            docs/a.md: docs/jobs/import.md has no heading #none
            docs/a.md: docs/a.md has no heading #none
            docs/a.md: ../../out.md does not exist\
            """);
    assertThat(site).doesNotExist();
  }

  @Test
  void linkedFilesComeAlong_foldersAreText_otherSitesStay() throws IOException {
    write("scripts/main.tf", "resource");
    write(
        "docs/a.md",
        "# A\n\n[file](../scripts/main.tf) [folder](../scripts) [web](https://a.b/c)\n");

    build();

    assertThat(site.resolve("docs/a.html"))
        .content()
        .contains(
            "<a href=\"../scripts/main.tf\">file</a> folder <a href=\"https://a.b/c\">web</a>");
    assertThat(site.resolve("scripts/main.tf")).hasContent("resource");
  }

  @Test
  void theNavigationHasEveryPageAndTheJavadoc() throws IOException {
    Path javadoc = Files.createDirectories(folder.resolve("javadoc"));
    Files.writeString(javadoc.resolve("index.html"), "API");

    new SiteBuilder(repository, site).build(NAVIGATION, Map.of("transforms", javadoc));

    assertThat(site.resolve("index.html"))
        .content()
        .contains("<li><a href=\"index.html\" aria-current=\"page\">Overview</a></li>")
        .contains("<h2>More</h2>", "<li><a href=\"docs/jobs/import.html\">import</a></li>")
        .contains("<li><a href=\"api/transforms/index.html\">transforms</a></li>");
    assertThat(site.resolve("api/transforms/index.html")).hasContent("API");
  }

  @Test
  void aNavigationWithAPageThatIsGoneIsAnError() {
    assertThatThrownBy(
            () -> new SiteBuilder(repository, site).build("Start\n  docs/gone.md\n", Map.of()))
        .hasMessage("navigation.txt names docs/gone.md, which is not there or was named before");
  }

  @Test
  void theSearchHasTheTextOfEachSection() throws IOException {
    write(
        "docs/a.md",
        "# A\n\n| x | y |\n|---|---|\n| one | `two` |\n\n## B\n\n    code \"quoted\"\n");

    build();

    assertThat(site.resolve("search-index.js"))
        .content()
        .startsWith("window.SEARCH_INDEX = [")
        .contains("[\"docs/a.html#b\",\"A\",\"B\",\"code \\\"quoted\\\"\"]")
        .contains("[\"docs/a.html#a\",\"A\",\"A\",\"x y one two\"]");
  }

  private void build() throws IOException {
    new SiteBuilder(repository, site).build(NAVIGATION, Map.of());
  }

  private void write(String file, String content) throws IOException {
    Path path = repository.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
