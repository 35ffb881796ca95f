package dev.lintel.pipeline.cli;

import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.OptionSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names by which the user knows options. The jobs name an option by its own name in messages,
 * and this puts in its place the one that was given on the command line, or that the command has
 * alone.
 *
 * @param names by the option's own name; of options that are known by another one only
 */
record GivenNames(ImmutableMap<String, String> names) {

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--([A-Za-z]\\w*)");

  /** Another command that a message names has its own names. */
  private static final String COMMAND = "./lintel ";

  /** The names in these arguments of a command, and of the jobs that it is about. */
  static GivenNames of(Collection<CommandSpec> specs, List<String> args) {
    Set<String> written = new LinkedHashSet<>();
    args.stream().filter(arg -> arg.startsWith("--")).forEach(arg -> written.add(nameIn(arg)));
    Map<String, Set<String>> others = new HashMap<>();
    for (CommandSpec spec : specs) {
      Stream.concat(
              spec.options().stream(),
              spec.googleNames().stream().filter(option -> written.contains(option.name())))
          .filter(option -> !option.name().equals(option.property()))
          .forEach(option -> add(others, option));
    }
    others.keySet().removeAll(written);
    // Under two names it is an error, which names both.
    others.values().removeIf(names -> names.size() > 1);
    ImmutableMap.Builder<String, String> names = ImmutableMap.builder();
    others.forEach((own, other) -> names.put(own, other.iterator().next()));
    return new GivenNames(names.buildOrThrow());
  }

  /** The value may have line breaks, and equals signs. */
  private static String nameIn(String arg) {
    int equals = arg.indexOf('=');
    return arg.substring(2, equals < 0 ? arg.length() : equals);
  }

  private static void add(Map<String, Set<String>> others, OptionSpec option) {
    others.computeIfAbsent(option.property(), own -> new LinkedHashSet<>()).add(option.name());
  }

  /** A line of a message with these names. */
  String in(String line) {
    int end = line.contains(COMMAND) ? line.indexOf(COMMAND) : line.length();
    String about = line.substring(0, end);
    return OPTION
            .matcher(about)
            .replaceAll(
                option ->
                    Matcher.quoteReplacement(
                        "--" + names.getOrDefault(option.group(1), option.group(1))))
        + line.substring(end);
  }
}
