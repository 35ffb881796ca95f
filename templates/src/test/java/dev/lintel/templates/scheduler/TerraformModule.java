package dev.lintel.templates.scheduler;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scheduler's module, as its files say and as they evaluate for an example's arguments. */
final class TerraformModule {

  static final Path FOLDER = Path.of("scheduler").toAbsolutePath();

  private static final String VARIABLES_FILE = "variables.tf";

  private TerraformModule() {}

  /** The module's own files. */
  static List<Path> files() {
    return terraformFiles(FOLDER, 1);
  }

  /** The module's own files and the examples'. */
  static List<Path> allFiles() {
    return terraformFiles(FOLDER, Integer.MAX_VALUE);
  }

  static List<String> examples() {
    try (Stream<Path> folders = Files.list(FOLDER.resolve("examples"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the parser makes of a file, references left as they are written. */
  static JsonNode parse(Path file) {
    return evaluate(read(file), Map.of());
  }

  static JsonNode variables() {
    return parse(FOLDER.resolve(VARIABLES_FILE)).get("variable");
  }

  /** What an example gives the module. */
  static ObjectNode arguments(String example) {
    ObjectNode arguments =
        parse(FOLDER.resolve("examples").resolve(example).resolve("main.tf"))
            .get("module")
            .elements()
            .next()
            .deepCopy();
    arguments.remove("source");
    return arguments;
  }

  /** The module's resources, locals and outputs for these arguments. */
  static JsonNode evaluated(ObjectNode arguments) {
    String text =
        files().stream()
            .filter(file -> !file.endsWith(VARIABLES_FILE))
            .map(TerraformModule::read)
            .collect(Collectors.joining("\n"));
    Map<String, Object> values = withDefaults(arguments);
    // What Terraform learns from Google when it applies.
    Map<String, String> computed =
        Map.of(
            "google_service_account.launcher.email", account(arguments, "launcher"),
            "google_service_account.worker.email", account(arguments, "worker"),
            "google_storage_bucket.temp.name", arguments.get("temp_bucket").asText());
    for (Map.Entry<String, String> each : computed.entrySet()) {
      String variable = each.getKey().replace('.', '_');
      values.put(variable, each.getValue());
      text = text.replace(each.getKey(), "var." + variable);
    }
    return evaluate(text, values);
  }

  /** Whether a variable's own validation takes the value that these arguments have for it. */
  static boolean isValid(String variable, ObjectNode arguments) {
    JsonNode validation =
        evaluate(read(FOLDER.resolve(VARIABLES_FILE)), withDefaults(arguments))
            .at("/variable/" + variable + "/validation/condition");
    if (!validation.isBoolean()) {
      throw new IllegalStateException(variable + ": its condition gives " + validation);
    }
    return validation.booleanValue();
  }

  static String account(ObjectNode arguments, String kind) {
    return "%s-%s@%s.iam.gserviceaccount.com"
        .formatted(arguments.get("name").asText(), kind, arguments.get("project").asText());
  }

  private static Map<String, Object> withDefaults(ObjectNode arguments) {
    Map<String, Object> values = new HashMap<>();
    variables().fields().forEachRemaining(each -> put(values, each.getKey(), each.getValue()));
    arguments.fields().forEachRemaining(each -> values.put(each.getKey(), plain(each.getValue())));
    return values;
  }

  private static void put(Map<String, Object> values, String name, JsonNode variable) {
    if (variable.has("default")) {
      values.put(name, plain(variable.get("default")));
    }
  }

  private static Object plain(JsonNode value) {
    if (value.isObject()) {
      Map<String, Object> map = new HashMap<>();
      value.fields().forEachRemaining(each -> map.put(each.getKey(), plain(each.getValue())));
      return map;
    }
    if (value.isArray()) {
      return Stream.iterate(0, i -> i < value.size(), i -> i + 1)
          .map(i -> plain(value.get(i)))
          .toList();
    }
    if (value.isNumber()) {
      return value.numberValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return value.isNull() ? null : value.asText();
  }

  private static JsonNode evaluate(String text, Map<String, Object> values) {
    HCLParser parser = new HCLParser();
    TerraformFunctions.register(parser, FOLDER);
    parser.setVariables(values);
    try {
      return Json.of(parser.parse(text, false));
    } catch (HCLParserException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> terraformFiles(Path folder, int depth) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.toString().matches(".*[.]tf(vars)?")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
