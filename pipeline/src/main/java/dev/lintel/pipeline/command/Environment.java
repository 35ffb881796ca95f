package dev.lintel.pipeline.command;

import com.google.common.collect.ImmutableMap;
import java.io.PrintStream;
import java.util.Map;

/**
 * The world around a command, handed in so that a test can hand in another.
 *
 * @param out for results
 * @param console for everything else: messages and progress
 * @param variables the environment variables
 */
public record Environment(PrintStream out, Console console, Map<String, String> variables) {

  public Environment {
    variables = ImmutableMap.copyOf(variables);
  }
}
