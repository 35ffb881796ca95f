package dev.lintel.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import dev.lintel.pipeline.options.GoogleTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A parameter of one of Google's templates: a line of the table of them.
 *
 * @param defaultValue empty for none
 * @param otherDefault whether Lintel has none
 * @param type as Google declares it
 * @param rule a pattern, or the values of an Enum; empty for none
 * @param samples some values that it takes
 */
public record GoogleParameter(
    GoogleTemplate template,
    String name,
    boolean required,
    String defaultValue,
    boolean otherDefault,
    String type,
    String rule,
    ImmutableList<String> samples) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Those of a template. */
  public static List<GoogleParameter> of(GoogleTemplate template) throws IOException {
    List<GoogleParameter> parameters = new ArrayList<>();
    for (String line :
        Resources.readLines(
            Resources.getResource(GoogleParameter.class, "google-parameters.txt"),
            StandardCharsets.UTF_8)) {
      if (line.startsWith(template.templateName() + "|")) {
        List<String> cells = Splitter.on('|').splitToList(line);
        parameters.add(
            new GoogleParameter(
                template,
                cells.get(1),
                cells.get(2).equals("R"),
                cells.get(3),
                cells.get(4).equals("-"),
                cells.get(5),
                cells.get(6),
                ImmutableList.copyOf(
                    Splitter.on(' ').omitEmptyStrings().splitToList(cells.get(7)))));
      }
    }
    return parameters;
  }

  static Stream<GoogleParameter> all() throws IOException {
    List<GoogleParameter> all = new ArrayList<>();
    for (GoogleTemplate template : GoogleTemplate.values()) {
      all.addAll(of(template));
    }
    return all.stream();
  }

  /** The parameters of Lintel's template under Google's name. */
  static JsonNode metadata(GoogleTemplate template) throws IOException {
    return MAPPER
        .readTree(Files.readString(Path.of(template.templateName(), Templates.METADATA_FILE)))
        .get("parameters");
  }

  /** The same parameter of Lintel's template; null if it has none. */
  @Nullable JsonNode inMetadata() throws IOException {
    for (JsonNode candidate : metadata(template)) {
      if (candidate.get("name").asText().equals(name)) {
        return candidate;
      }
    }
    return null;
  }
}
