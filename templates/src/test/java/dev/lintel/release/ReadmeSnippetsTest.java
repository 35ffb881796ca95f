package dev.lintel.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The README's section on the library consists of the regions of {@code samples/library}, a project
 * that {@code release/run-library-sample} compiles and runs.
 */
class ReadmeSnippetsTest {

  private static final Path HOME = Path.of("..");
  private static final Path SAMPLE = HOME.resolve("samples/library");

  /** From the comment that begins a region to the line before the comment that ends it. */
  private static final Pattern REGION =
      Pattern.compile(
          "^ *(?://|<!--) region \\w+[^\\n]*\\n(.*?)^ *(?://|<!--) endregion",
          Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern SECTION =
      Pattern.compile("^## Use the library\\n(.*?)^## ", Pattern.MULTILINE | Pattern.DOTALL);

  @Test
  void everySnippetIsARegionOfTheSample_andEveryRegionASnippet() throws IOException {
    assertThat(snippets()).isNotEmpty().containsExactlyInAnyOrderElementsOf(regions());
  }

  /** The indented blocks of the section. */
  private static List<String> snippets() throws IOException {
    Matcher section = SECTION.matcher(Files.readString(HOME.resolve("README.md")));
    assertThat(section.find()).isTrue();
    List<String> snippets = new ArrayList<>();
    var block = new StringBuilder();
    for (String line : section.group(1).lines().toList()) {
      if (line.startsWith("    ") || (line.isBlank() && !block.isEmpty())) {
        block.append(line).append('\n');
      } else if (!block.isEmpty()) {
        split(block.toString(), snippets);
        block.setLength(0);
      }
    }
    assertThat(block.toString()).as("the section ends with text").isEmpty();
    return snippets;
  }

  /** Regions of Java without text between them are one block, with an empty line between two. */
  private static void split(String block, List<String> snippets) {
    String text = block.stripTrailing().stripIndent();
    if (text.startsWith("<")) {
      snippets.add(text);
    } else {
      snippets.addAll(List.of(text.split("\\n\\n")));
    }
  }

  private static List<String> regions() throws IOException {
    List<String> regions = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SAMPLE)) {
      for (Path file :
          files
              .filter(path -> path.toString().matches(".*(/src/.*\\.java|/pom\\.xml)"))
              .sorted()
              .toList()) {
        Matcher region = REGION.matcher(Files.readString(file));
        while (region.find()) {
          regions.add(region.group(1).stripTrailing().stripIndent());
        }
      }
    }
    return regions;
  }
}
