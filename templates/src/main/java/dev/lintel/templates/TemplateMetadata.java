package dev.lintel.templates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lintel.pipeline.options.Choice;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.OptionSpec;
import dev.lintel.pipeline.options.ParamType;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The metadata of a job's Flex Template: the parameters of a launch, and how the Dataflow console
 * asks for them. A launch with a parameter that is not in it is refused, so it contains every
 * option of the job, except those that are marked as not for templates.
 */
final class TemplateMetadata {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TemplateMetadata() {}

  /** The content of the metadata file. */
  static String of(CommandSpec job) {
    return text(tree(job));
  }

  /** The metadata as part of a template's spec. */
  static ObjectNode tree(CommandSpec job) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("name", job.title());
    json.put("description", job.description());
    json.put("streaming", false);
    ArrayNode parameters = json.putArray("parameters");
    job.options().stream()
        .filter(OptionSpec::inTemplate)
        .forEach(option -> addParameter(parameters, option));
    return json;
  }

  /** Formats a tree as the content of a file. */
  static String text(ObjectNode json) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }

  private static void addParameter(ArrayNode parameters, OptionSpec option) {
    ObjectNode json = parameters.addObject();
    json.put("name", option.name());
    json.put("label", option.label());
    json.put("helpText", helpText(option));
    json.put("isOptional", !option.required());
    regex(option).ifPresent(regex -> json.putArray("regexes").add(regex));
    json.put("paramType", (isText(option) ? ParamType.TEXT : option.paramType()).name());
    json.put("groupName", option.group().title());
    option.parent().ifPresent(parent -> json.put("parentName", parent));
    if (!option.parentValues().isEmpty()) {
      ArrayNode values = json.putArray("parentTriggerValues");
      option.parentValues().forEach(values::add);
    }
    if (!option.choices().isEmpty()) {
      ArrayNode choices = json.putArray("enumOptions");
      for (Choice choice : option.choices()) {
        choices
            .addObject()
            .put("value", choice.value())
            .put("label", choice.label())
            .put("description", choice.description());
      }
    }
    option.defaultValue().ifPresent(value -> json.put("defaultValue", value));
  }

  /**
   * Whether the form asks for a text. For a BOOLEAN or a NUMBER without a default, Dataflow's form
   * takes the default of the type, and so sends false or 0 for an option that nobody has touched.
   * To the job that is another value than none.
   */
  private static boolean isText(OptionSpec option) {
    return switch (option.paramType()) {
      case BOOLEAN, NUMBER -> option.defaultValue().isEmpty() && !option.required();
      case TEXT -> true;
      case BY_TYPE, ENUM, GCS_READ_FILE, GCS_READ_FOLDER, GCS_WRITE_FILE, GCS_WRITE_FOLDER -> false;
    };
  }

  private static boolean isTextOfBoolean(OptionSpec option) {
    return option.paramType() == ParamType.BOOLEAN && isText(option);
  }

  /** The pattern, which also matches an empty value if that means that the option is not given. */
  private static Optional<String> regex(OptionSpec option) {
    if (isTextOfBoolean(option)) {
      return Optional.of(option.emptyIsNotGiven() ? "^(true|false)?$" : "^(true|false)$");
    }
    Optional<String> pattern = option.regex().map(Pattern::pattern);
    return option.emptyIsNotGiven()
        ? pattern.map(regex -> "^(%s)?$".formatted(regex.replaceAll("^\\^|\\$$", "")))
        : pattern;
  }

  private static String helpText(OptionSpec option) {
    // A field for a text does not show what may be in it.
    Optional<String> example =
        isTextOfBoolean(option) && option.alwaysSo().isEmpty()
            ? Optional.of("true")
            : option.example();
    return example
        .map(value -> option.description() + " For example: " + value)
        .orElse(option.description());
  }
}
