package dev.lintel.templates.scheduler;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions of Terraform that the module uses and that the parser lacks or implements only in
 * part.
 */
final class TerraformFunctions {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z_]+)}");

  private TerraformFunctions() {}

  static void register(HCLParser parser, Path module) {
    parser.registerFunction("templatefile", arguments -> templateFile(module, arguments));
    parser.registerFunction("jsonencode", arguments -> Json.of(arguments.get(0)).toString());
    parser.registerFunction("trimspace", arguments -> arguments.get(0).toString().strip());
    parser.registerFunction(
        "coalesce",
        arguments ->
            arguments.stream()
                .filter(value -> value != null && !value.toString().isEmpty())
                .findFirst()
                .orElse(null));
    parser.registerFunction(
        "concat",
        arguments -> arguments.stream().flatMap(list -> ((List<?>) list).stream()).toList());
    parser.registerFunction(
        "merge",
        arguments -> {
          Map<Object, Object> merged = new HashMap<>();
          arguments.forEach(map -> merged.putAll((Map<?, ?>) map));
          return merged;
        });
    parser.registerFunction("toset", arguments -> arguments.get(0));
    parser.registerFunction(
        "lookup",
        arguments -> {
          Object value = ((Map<?, ?>) arguments.get(0)).get(arguments.get(1));
          return value == null ? arguments.get(2) : value;
        });
    // Here a failed regex or coalesce gives null, and in the parser a missing index of a map does.
    // In
    // Terraform these are errors. The module expects them only within can and try.
    parser.registerFunction(
        "regex",
        arguments -> {
          Matcher matcher =
              Pattern.compile(arguments.get(0).toString()).matcher(arguments.get(1).toString());
          return matcher.find() ? matcher.group() : null;
        });
    parser.registerFunction("can", arguments -> arguments.get(0) != null);
    parser.registerFunction(
        "try", arguments -> arguments.stream().filter(Objects::nonNull).findFirst().orElseThrow());
  }

  private static String templateFile(Path module, List<Object> arguments) {
    Path file = Path.of(arguments.get(0).toString().replace("path.module", module.toString()));
    try {
      return render(Files.readString(file), (Map<?, ?>) arguments.get(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Replaces each {@code ${name}} by its value, in which no placeholders are replaced. The module's
   * templates may use no other part of templatefile's language, because schedule.sh supports no
   * more.
   */
  static String render(String template, Map<?, ?> values) {
    if (template.contains("%{") || PLACEHOLDER.matcher(template).replaceAll("").contains("${")) {
      throw new IllegalArgumentException("more than plain placeholders in: " + template);
    }
    TreeSet<String> names = new TreeSet<>();
    String text =
        PLACEHOLDER
            .matcher(template)
            .replaceAll(
                match -> {
                  names.add(match.group(1));
                  Object value = values.get(match.group(1));
                  if (value == null) {
                    throw new IllegalArgumentException("no value for ${" + match.group(1) + "}");
                  }
                  return Matcher.quoteReplacement(value.toString());
                });
    if (!names.equals(values.keySet())) {
      throw new IllegalArgumentException("placeholders " + names + " of " + values.keySet());
    }
    return text;
  }
}
