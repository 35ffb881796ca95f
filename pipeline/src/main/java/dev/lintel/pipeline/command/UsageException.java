package dev.lintel.pipeline.command;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** What was asked for cannot be done, found before anything was touched. */
public final class UsageException extends RuntimeException {

  private final ImmutableList<String> problems;

  /**
   * @param problems one line each, naming the option where it is about one; at least one
   */
  public UsageException(List<String> problems) {
    super(String.join("; ", problems));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a usage error needs a problem");
    }
    this.problems = ImmutableList.copyOf(problems);
  }

  public UsageException(String problem) {
    this(ImmutableList.of(problem));
  }

  public List<String> problems() {
    return problems;
  }
}
