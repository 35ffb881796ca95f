package dev.lintel.faults;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What goes wrong in a run. All of it follows from the seed: whether the third Commit is hit does
 * not depend on when it comes, or on which calls of other methods come before it. Which rows the
 * third Commit has may depend on the threads of the client. Immutable.
 */
public record FaultPlan(long seed, ImmutableList<FaultRule> rules) {

  public FaultPlan(long seed, FaultRule... rules) {
    this(seed, ImmutableList.copyOf(rules));
  }

  /** Nothing goes wrong. */
  public static FaultPlan none() {
    return new FaultPlan(0);
  }

  /**
   * Returns the first rule that hits a call.
   *
   * @param method its name without the service
   * @param call its number among the calls of the method, from 1
   */
  Optional<FaultRule> hit(String method, long call) {
    return rules.stream().filter(rule -> rule.isHit(seed, method, call)).findFirst();
  }
}
