package dev.lintel.pipeline.command;

import com.google.common.collect.ImmutableMap;
import java.io.PrintStream;
import java.util.Map;

/**
 * The streams and environment variables of a command, passed in so that a test can pass others.
 *
 * @param out for results
 * @param console for messages and progress
 * @param variables the environment variables
 */
public record Environment(PrintStream out, Console console, Map<String, String> variables) {

  public Environment {
    variables = ImmutableMap.copyOf(variables);
  }
}
