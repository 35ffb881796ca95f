package dev.lintel.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code bom/pom.xml} has to repeat because the deployed BOM has neither parent nor
 * properties.
 */
class BomTest {

  private static final Path HOME = Path.of("..");

  @Test
  void managesTheClientThatTheBuildUses() throws IOException {
    // A profile has another one.
    String client =
        only(
            "(?s)\\A.*?<google-cloud-spanner.version>(.*?)</google-cloud-spanner.version>",
            HOME.resolve("pom.xml"));

    assertThat(
            only(
                "(?s)<artifactId>google-cloud-spanner-bom</artifactId>.*?<version>(.*?)</version>",
                HOME.resolve("bom/pom.xml")))
        .isEqualTo(client);
  }

  @Test
  void managesEveryModuleThatIsDeployed() throws IOException {
    List<String> deployed;
    try (Stream<Path> folders = Files.list(HOME)) {
      deployed =
          folders
              .map(folder -> folder.resolve("pom.xml"))
              .filter(Files::exists)
              .filter(pom -> read(pom).contains("<maven.deploy.skip>false</maven.deploy.skip>"))
              .filter(pom -> !pom.getParent().endsWith("bom"))
              .map(pom -> only("(?s)</parent>.*?<artifactId>(.*?)</artifactId>", pom))
              .toList();
    }

    assertThat(
            all(
                "<groupId>dev.lintel</groupId>\\s*<artifactId>(lintel-.*)</artifactId>",
                HOME.resolve("bom/pom.xml")))
        .containsExactlyInAnyOrderElementsOf(deployed);
  }

  private static String only(String regex, Path file) {
    List<String> found = all(regex, file);
    assertThat(found).as("%s in %s", regex, file).hasSize(1);
    return found.get(0);
  }

  private static List<String> all(String regex, Path file) {
    return Pattern.compile(regex)
        .matcher(read(file))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
