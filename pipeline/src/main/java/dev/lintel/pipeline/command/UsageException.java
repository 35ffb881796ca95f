package dev.lintel.pipeline.command;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/** The arguments ask for something that cannot be done. Nothing has been changed. */
public final class UsageException extends RuntimeException {

  private final ImmutableList<String> problems;

  /**
   * @param problems at least one, a line each, which names the option if it is about one
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

  /**
   * The one that is a failure or a cause of it, such as that of a pipeline that refused to go on.
   */
  public static Optional<UsageException> in(Throwable failure) {
    return Throwables.getCausalChain(failure).stream()
        .filter(UsageException.class::isInstance)
        .map(UsageException.class::cast)
        .findFirst();
  }

  public List<String> problems() {
    return problems;
  }
}
