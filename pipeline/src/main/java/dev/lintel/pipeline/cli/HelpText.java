package dev.lintel.pipeline.cli;

import com.google.common.base.Splitter;
import dev.lintel.pipeline.options.Choice;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.GoogleTemplate;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.text.WordUtils;

/** The list of commands, and the help of one, in lines of at most {@value #WIDTH} characters. */
final class HelpText {

  static final int WIDTH = 100;
  private static final int TEXT_COLUMN = 30;

  private final StringBuilder text = new StringBuilder();

  private HelpText() {}

  static String ofCommands(List<CommandSpec> commands) {
    HelpText help = new HelpText();
    help.line("Lintel runs batch jobs on Cloud Spanner.");
    help.line("");
    help.line("Usage: ./lintel COMMAND --option=value ...");
    help.commands("Jobs, on this machine or on Dataflow", CommandKind.JOB, commands);
    help.commands("Other commands, on this machine", CommandKind.LOCAL, commands);
    help.googleTemplates(commands);
    help.line("");
    help.line("./lintel COMMAND --help explains a command, ./lintel --version prints the version.");
    return help.text.toString();
  }

  static String of(CommandSpec command) {
    HelpText help = new HelpText();
    help.line("%s: %s".formatted(command.name(), command.summary()));
    help.line("");
    help.wrapped(0, command.description());
    help.line("");
    help.line(
        "Usage: ./lintel %s%s --option=value ..."
            .formatted(
                command.name(),
                command.ofWords().map(words -> " " + words.valueName() + " ...").orElse("")));
    groups(command).forEach(help::options);
    help.googleNames(command);
    help.everywhere(command);
    help.line("");
    help.line(command.examples().size() == 1 ? "Example" : "Examples");
    for (String example : command.examples()) {
      help.example(command.name(), example);
    }
    return help.text.toString();
  }

  private void commands(String heading, CommandKind kind, List<CommandSpec> commands) {
    List<CommandSpec> ofKind =
        commands.stream().filter(c -> c.kind() == kind && !isOfGoogle(c)).toList();
    if (ofKind.isEmpty()) {
      return;
    }
    int width =
        commands.stream()
            .filter(c -> !isOfGoogle(c))
            .mapToInt(c -> c.name().length())
            .max()
            .orElse(0);
    line("");
    line(heading);
    for (CommandSpec command : ofKind) {
      line(("  %-" + width + "s  %s").formatted(command.name(), command.summary()));
    }
  }

  private void googleTemplates(List<CommandSpec> commands) {
    List<CommandSpec> templates = commands.stream().filter(HelpText::isOfGoogle).toList();
    if (!templates.isEmpty()) {
      line("");
      line("Jobs by the names of Google's templates, with their parameters");
      templates.forEach(template -> line("  " + template.name()));
    }
  }

  private static boolean isOfGoogle(CommandSpec command) {
    return GoogleTemplate.named(command.name()).isPresent();
  }

  /** Headings with their options. Required options come first, whatever their group. */
  private static Map<String, List<OptionSpec>> groups(CommandSpec command) {
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    command.options().stream()
        .filter(OptionSpec::required)
        .forEach(option -> add(groups, "Required", option));
    command.options().stream()
        .filter(option -> option.alternatives().isPresent())
        .forEach(option -> add(groups, "Required, exactly one of", option));
    command.options().stream()
        .filter(OptionSpec::requiredWithParent)
        .forEach(option -> add(groups, "Required with --" + option.parent().orElseThrow(), option));
    command.options().stream()
        .filter(
            option ->
                !option.required()
                    && option.group() != OptionGroup.GOOGLE
                    && option.alternatives().isEmpty()
                    && !option.requiredWithParent())
        .forEach(option -> add(groups, option.group().title(), option));
    return groups;
  }

  private static void add(Map<String, List<OptionSpec>> groups, String heading, OptionSpec option) {
    groups.computeIfAbsent(heading, h -> new ArrayList<>()).add(option);
  }

  private void options(String heading, List<OptionSpec> options) {
    line("");
    line(heading);
    options.forEach(this::option);
  }

  private void option(OptionSpec option) {
    entry(
        2,
        TEXT_COLUMN,
        "--" + option.name() + "=" + option.valueName(),
        option.description() + tail(option));
    int width = option.choices().stream().mapToInt(c -> c.value().length()).max().orElse(0);
    int column = TEXT_COLUMN + 2;
    for (Choice choice : option.choices()) {
      boolean isDefault = option.defaultValue().filter(choice.value()::equals).isPresent();
      entry(
          column,
          column + width + 2,
          choice.value(),
          choice.description() + (isDefault ? " [default]" : ""));
    }
  }

  /** The group of the options that are only taken for Google's templates begins with them. */
  private void googleNames(CommandSpec command) {
    List<OptionSpec> group =
        command.options().stream().filter(option -> option.group() == OptionGroup.GOOGLE).toList();
    if (command.googleNames().isEmpty() && group.isEmpty()) {
      return;
    }
    line("");
    line(OptionGroup.GOOGLE.title());
    for (OptionSpec name : command.googleNames()) {
      entry(
          2,
          TEXT_COLUMN,
          "--" + name.name() + "=" + name.valueName(),
          "The same as --%s.".formatted(name.property()));
    }
    group.forEach(this::option);
  }

  private static String tail(OptionSpec option) {
    StringBuilder tail = new StringBuilder();
    option
        .parent()
        .filter(parent -> !option.requiredWithParent())
        .ifPresent(parent -> tail.append(" [with %s]".formatted(withParent(option, parent))));
    if (option.choices().isEmpty()) {
      option.defaultValue().ifPresent(value -> tail.append(" [default: %s]".formatted(value)));
      option.example().ifPresent(value -> tail.append(" [example: %s]".formatted(value)));
    }
    return tail.toString();
  }

  private static String withParent(OptionSpec option, String parent) {
    return option.parentValues().isEmpty()
        ? "--" + parent
        : "--%s=%s".formatted(parent, String.join("|", option.parentValues()));
  }

  private void everywhere(CommandSpec command) {
    line("");
    line("Every command");
    entry(2, TEXT_COLUMN, "--verbose", "Shows log messages and, after an error, the stack trace.");
    entry(2, TEXT_COLUMN, "--help", "Shows this help.");
    if (command.kind() == CommandKind.JOB) {
      line("");
      wrapped(
          0,
          "Beam's own options and those of its runners are accepted too: --runner, --project,"
              + " --region, --tempLocation, --streaming, --numWorkers and so on. Without --runner"
              + " the job runs on this machine.");
    }
  }

  /** A head with its text beside it, from a column on, or below it if the head is too long. */
  private void entry(int indent, int column, String head, String body) {
    String indented = " ".repeat(indent) + head;
    if (indented.length() + 2 > column) {
      line(indented);
      wrapped(column, body);
    } else {
      int start = text.length();
      wrapped(column, body);
      text.replace(start, start + indented.length(), indented);
    }
  }

  private void example(String command, String options) {
    line("  ./lintel %s \\".formatted(command));
    List<String> words = Splitter.on(Pattern.compile(" (?=--)")).splitToList(options);
    for (int i = 0; i < words.size(); i++) {
      line("      " + words.get(i) + (i + 1 < words.size() ? " \\" : ""));
    }
  }

  private void wrapped(int indent, String body) {
    String margin = " ".repeat(indent);
    line(margin + WordUtils.wrap(body, WIDTH - indent, "\n" + margin, false));
  }

  private void line(String content) {
    text.append(content).append('\n');
  }
}
