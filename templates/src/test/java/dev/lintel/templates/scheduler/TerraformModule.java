package dev.lintel.templates.scheduler;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scheduler's module: its files, and their values for an example's arguments. */
final class TerraformModule {

  static final Path FOLDER = Path.of("scheduler").toAbsolutePath();

  private static final String VARIABLES_FILE = "variables.tf";

  private TerraformModule() {}

  /** The module's own files. */
  static List<Path> files() {
    return terraformFiles(FOLDER, 1);
  }

  /** The files of the module and of its examples. */
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

  /** Parses a file. References remain as they are written. */
  static JsonNode parse(Path file) {
    return parse(new HCLParser(), read(file));
  }

  static JsonNode variables() {
    return parse(FOLDER.resolve(VARIABLES_FILE)).get("variable");
  }

  /**
   * The arguments that an example passes to the module. A notification channel that the example
   * creates gets the name that is in its schedule.sh.
   */
  static ObjectNode arguments(String example) {
    ObjectNode arguments =
        parse(FOLDER.resolve("examples").resolve(example).resolve("main.tf"))
            .get("module")
            .elements()
            .next()
            .deepCopy();
    arguments.remove("source");
    ArrayNode channels = (ArrayNode) arguments.get("notification_channels");
    if (channels.get(0).asText().equals("google_monitoring_notification_channel.on_call.name")) {
      channels.set(0, "projects/my-project/notificationChannels/1234567890");
    }
    return arguments;
  }

  /** The module's resources, locals and outputs for these arguments. */
  static JsonNode evaluated(ObjectNode arguments) {
    String text =
        files().stream()
            .filter(file -> !file.endsWith(VARIABLES_FILE))
            .map(TerraformModule::read)
            .collect(Collectors.joining("\n"));
    // As whole numbers, because the parser inserts a double into a string with a decimal point.
    Map<String, Object> values = withDefaults(arguments, JsonNode::longValue);
    // Values that Terraform gets from Google when it applies the module.
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

  /** Whether the validation of a variable accepts the value in these arguments. */
  static boolean isValid(String variable, ObjectNode arguments) {
    // As doubles, because the parser compares no other numbers.
    Map<String, Object> values = withDefaults(arguments, JsonNode::doubleValue);
    JsonNode validation =
        evaluate(read(FOLDER.resolve(VARIABLES_FILE)), values)
            .at("/variable/" + variable + "/validation/condition");
    if (!validation.isBoolean()) {
      throw new IllegalStateException(variable + ": its condition gives " + validation);
    }
    return validation.booleanValue();
  }

  /** Whether the temp bucket would be created. */
  static boolean isTempBucketAccepted(ObjectNode arguments) {
    JsonNode condition =
        evaluated(arguments)
            .at("/resource/google_storage_bucket/temp/lifecycle/precondition/condition");
    if (!condition.isBoolean()) {
      throw new IllegalStateException("the condition gives " + condition);
    }
    return condition.booleanValue();
  }

  static String account(ObjectNode arguments, String kind) {
    return "%s-%s@%s.iam.gserviceaccount.com"
        .formatted(arguments.get("name").asText(), kind, arguments.get("project").asText());
  }

  private static Map<String, Object> withDefaults(
      ObjectNode arguments, Function<JsonNode, Number> number) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    variables()
        .fields()
        .forEachRemaining(
            variable -> {
              if (variable.getValue().has("default")) {
                all.set(variable.getKey(), variable.getValue().get("default"));
              }
            });
    all.setAll(arguments);
    return plainFields(all, number);
  }

  private static Map<String, Object> plainFields(
      JsonNode object, Function<JsonNode, Number> number) {
    Map<String, Object> map = new TreeMap<>();
    object
        .fields()
        .forEachRemaining(each -> map.put(each.getKey(), plain(each.getValue(), number)));
    return map;
  }

  private static Object plain(JsonNode value, Function<JsonNode, Number> number) {
    if (value.isArray()) {
      List<Object> list = new ArrayList<>();
      value.forEach(each -> list.add(plain(each, number)));
      return list;
    }
    return switch (value.getNodeType()) {
      case OBJECT -> plainFields(value, number);
      case NUMBER -> number.apply(value);
      case BOOLEAN -> value.booleanValue();
      // Remains a node, because the parser does not call a function whose argument is null.
      case NULL -> value;
      default -> value.asText();
    };
  }

  private static JsonNode evaluate(String text, Map<String, Object> values) {
    HCLParser parser = new HCLParser();
    TerraformFunctions.register(parser, FOLDER);
    parser.setVariables(values);
    return parse(parser, text);
  }

  private static JsonNode parse(HCLParser parser, String text) {
    try {
      return Json.of(parser.parse(text, /* ignoreParserExceptions= */ false));
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
