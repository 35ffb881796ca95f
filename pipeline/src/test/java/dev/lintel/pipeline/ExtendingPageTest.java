package dev.lintel.pipeline;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every class that docs/extending.md names exists. */
class ExtendingPageTest {

  /**
   * A class in backticks, perhaps with a member; a placeholder such as {@code <Job>Command} is not.
   */
  private static final Pattern CLASS =
      Pattern.compile(
          "`(?:dev\\.lintel\\.[a-z.]+\\.)?([A-Z][a-z]+[A-Z]\\w+|Formats|Jobs|Needs)\\b");

  @Test
  void everyClassItNamesExists() throws IOException {
    Set<String> named =
        CLASS
            .matcher(Files.readString(Path.of("../docs/extending.md")))
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(toSet());
    assertThat(named).contains("CountJobTest", "RecordFormat", "ScalarTypes", "TableFigure");
    assertThat(sources()).containsAll(named);
  }

  private static Set<String> sources() throws IOException {
    try (Stream<Path> transforms = Files.walk(Path.of("../transforms/src"));
        Stream<Path> pipeline = Files.walk(Path.of("src"))) {
      return Stream.concat(transforms, pipeline)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(toSet());
    }
  }
}
