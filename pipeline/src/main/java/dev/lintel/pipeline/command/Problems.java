package dev.lintel.pipeline.command;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/**
 * The problems with the arguments of a command, collected so that the user sees all of them at
 * once. Each is one line, which begins with the option that it is about. Not thread-safe.
 */
public final class Problems {

  private final List<String> lines = new ArrayList<>();

  /** Adds a whole line. */
  public void add(String line) {
    lines.add(line);
  }

  /** Adds a problem with the value of an option, given with its dashes. */
  public void add(String option, String problem) {
    add(option + ": " + problem);
  }

  public void addAll(List<String> more) {
    lines.addAll(more);
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The number so far. Compared before and after a check, it shows whether the check found any. */
  public int count() {
    return lines.size();
  }

  /** The problems so far, in the order in which they were found. */
  public ImmutableList<String> lines() {
    return ImmutableList.copyOf(lines);
  }

  /**
   * Does nothing if there are no problems.
   *
   * @throws UsageException with all problems, if there are any
   */
  public void throwIfAny() {
    if (!isEmpty()) {
      throw new UsageException(lines);
    }
  }
}
