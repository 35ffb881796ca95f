package dev.lintel.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.CaseFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The metadata under Google's names has the types of Google's parameters and takes their values,
 * except what docs/from-google-templates.md lists with the reason.
 */
class GoogleParameterTypesTest {

  private static final Path PAGE = Path.of("../docs/from-google-templates.md");

  /** A row of five: parameter, type or value, there, here, why. */
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(\\w+)` \\| (type|value) \\| (.+?) \\| (.+?) \\| [^|]+ \\|$", Pattern.MULTILINE);

  /** A difference: the parameter, whether of its type or a value, what is there and here. */
  private static String difference(String parameter, String of, String there, String here) {
    return "%s: %s %s, here %s".formatted(parameter, of, there, here);
  }

  private static String typeThere(GoogleParameter parameter) {
    return switch (parameter.type()) {
      case "Enum" -> "ENUM " + parameter.rule();
      default -> CaseFormat.UPPER_CAMEL.to(CaseFormat.UPPER_UNDERSCORE, parameter.type());
    };
  }

  private static String typeHere(JsonNode parameter) {
    String type = parameter.get("paramType").asText();
    return parameter.has("enumOptions")
        ? type + " " + String.join(",", parameter.get("enumOptions").findValuesAsText("value"))
        : type;
  }

  private static boolean takes(JsonNode parameter, String value) {
    for (JsonNode regex : parameter.path("regexes")) {
      if (!value.matches(regex.asText())) {
        return false;
      }
    }
    return true;
  }

  private static Stream<String> differences(GoogleParameter parameter) {
    JsonNode here;
    try {
      here = parameter.inMetadata();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    assertThat(here).as(parameter.toString()).isNotNull();
    Stream<String> type =
        typeThere(parameter).equals(typeHere(here))
            ? Stream.empty()
            : Stream.of(difference(parameter.name(), "type", typeThere(parameter), typeHere(here)));
    return Stream.concat(
        type,
        parameter.samples().stream()
            .filter(value -> !takes(here, value))
            .map(value -> difference(parameter.name(), "value", "`" + value + "`", "refused")));
  }

  private static List<String> rowsOfThePage() throws IOException {
    return ROW.matcher(Files.readString(PAGE))
        .results()
        .map(row -> difference(row.group(1), row.group(2), row.group(3), row.group(4)))
        .toList();
  }

  @Test
  void everyDifferenceIsOnThePage_andNoOther() throws IOException {
    Set<String> differences =
        GoogleParameter.all()
            .flatMap(GoogleParameterTypesTest::differences)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(rowsOfThePage()).containsExactlyInAnyOrderElementsOf(differences);
  }

  @Test
  void theSamplesAreValuesThatGoogleTakes() throws IOException {
    List<GoogleParameter> ofPatterns =
        GoogleParameter.all()
            .filter(parameter -> parameter.type().equals("Text") && !parameter.rule().isEmpty())
            .toList();
    assertThat(ofPatterns).isNotEmpty();
    for (GoogleParameter parameter : ofPatterns) {
      assertThat(parameter.samples())
          .as(parameter.toString())
          .isNotEmpty()
          .allMatch(value -> value.matches(parameter.rule()));
    }
  }
}
