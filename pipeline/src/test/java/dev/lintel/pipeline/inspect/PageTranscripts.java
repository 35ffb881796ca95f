package dev.lintel.pipeline.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.lintel.pipeline.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The transcripts of a page: blocks that begin with {@code $ ./lintel} or {@code $ cat}. With the
 * system property {@code lintel.rewritePages}, a page gets the output of the runs instead of being
 * compared with it.
 */
final class PageTranscripts {
  private static final String INDENT = "    ";
  private static final String LINTEL = "./lintel ";
  private static final String STATUS = "; echo \"exit status $?\"";
  private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^'\" ]+)");

  private final Path page;
  private final List<String> lines;

  PageTranscripts(Path page) throws IOException {
    this.page = page;
    this.lines = Files.readAllLines(page);
  }

  /** Writes the files that the page shows to a folder. */
  void writeFiles(Path folder) throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(INDENT + "$ cat ")) {
        String name = lines.get(i).substring((INDENT + "$ cat ").length());
        Files.writeString(folder.resolve(name), String.join("\n", outputAfter(i)) + "\n");
      }
    }
  }

  /**
   * Runs the commands of the page that take a word, and compares what they print.
   *
   * @param files the folder that the names of files are relative to
   * @param variables the environment
   * @param more arguments that the page does not show
   */
  void check(Path files, Pattern commands, Map<String, String> variables, String... more)
      throws IOException {
    List<String> rewritten = new ArrayList<>(lines);
    int runs = 0;
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i);
      if (!line.startsWith(INDENT + "$ " + LINTEL) || !commands.matcher(line).find()) {
        continue;
      }
      runs++;
      String command = line.substring((INDENT + "$ " + LINTEL).length());
      List<String> printed = run(command, files, variables, more);
      if (System.getProperty("lintel.rewritePages") == null) {
        assertThat(printed).as(line).isEqualTo(outputAfter(i));
      } else {
        rewritten.subList(i + 1, i + 1 + outputAfter(i).size()).clear();
        rewritten.addAll(
            i + 1, printed.stream().map(text -> text.isEmpty() ? "" : INDENT + text).toList());
      }
    }
    assertThat(runs).as("commands on %s", page).isPositive();
    Files.write(page, rewritten);
  }

  private List<String> outputAfter(int command) {
    List<String> output = new ArrayList<>();
    for (String line : lines.subList(command + 1, lines.size())) {
      boolean isText = !line.startsWith(INDENT) && !line.isEmpty();
      if (isText || line.startsWith(INDENT + "$ ")) {
        break;
      }
      output.add(line.isEmpty() ? line : line.substring(INDENT.length()));
    }
    while (!output.isEmpty() && output.get(output.size() - 1).isEmpty()) {
      output.remove(output.size() - 1);
    }
    return output;
  }

  private static List<String> run(
      String command, Path files, Map<String, String> variables, String... more) {
    boolean showsStatus = command.endsWith(STATUS);
    String bare = showsStatus ? command.substring(0, command.length() - STATUS.length()) : command;
    List<String> args = new ArrayList<>();
    for (String argument : arguments(bare)) {
      String option = argument.replaceFirst("=.*", "=");
      if (Arrays.stream(more).anyMatch(other -> other.startsWith(option))) {
        continue;
      }
      boolean isFile = !args.isEmpty() && !argument.startsWith("--");
      args.add(isFile ? files.resolve(argument).toString() : argument);
    }
    args.addAll(List.of(more));
    CommandRun run = CommandRun.of(List.of(new InspectCommand(files)), variables, args);
    String text = (run.out() + run.err()).replace(files + "/", "");
    List<String> printed = new ArrayList<>(Splitter.on('\n').splitToList(text));
    printed.remove(printed.size() - 1);
    if (showsStatus) {
      printed.add("exit status " + run.status().code());
    }
    return printed;
  }

  private static List<String> arguments(String command) {
    List<String> arguments = new ArrayList<>();
    // Quotes are within an argument: --escape='\'.
    for (String word : Splitter.on(Pattern.compile(" +(?=([^']*'[^']*')*[^']*$)")).split(command)) {
      var argument = new StringBuilder();
      Matcher part = ARGUMENT.matcher(word);
      while (part.find()) {
        argument.append(part.group().replaceAll("^'(.*)'$", "$1").replaceAll("^\"(.*)\"$", "$1"));
      }
      arguments.add(argument.toString());
    }
    return arguments;
  }
}
