package dev.lintel.pipeline.badinput;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/**
 * A command that cannot be carried out, and what it says.
 *
 * @param command the command and its options
 * @param status the exit status
 * @param said the lines of the error stream
 */
record BadInputCase(ImmutableList<String> command, int status, ImmutableList<String> said) {

  /**
   * Reads cases: a line {@code $ COMMAND OPTION ...} whose options are separated by two blanks,
   * then the lines that are said, then {@code = STATUS}. Lines that begin with {@code #} are
   * comments.
   */
  static ImmutableList<BadInputCase> parse(List<String> lines) {
    var cases = ImmutableList.<BadInputCase>builder();
    List<String> said = new ArrayList<>();
    ImmutableList<String> command = ImmutableList.of();
    for (String line : lines) {
      if (line.startsWith("$ ")) {
        command = ImmutableList.copyOf(line.substring(2).split(" {2,}"));
        said.clear();
      } else if (line.startsWith("= ")) {
        cases.add(
            new BadInputCase(
                command, Integer.parseInt(line.substring(2)), ImmutableList.copyOf(said)));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        said.add(line);
      }
    }
    return cases.build();
  }

  /** The same as text that {@link #parse} reads. */
  String format() {
    var text = new StringBuilder("$ ").append(String.join("  ", command)).append('\n');
    said.forEach(line -> text.append(line).append('\n'));
    return text.append("= ").append(status).append('\n').toString();
  }

  @Override
  public String toString() {
    return String.join(" ", command);
  }
}
