package dev.lintel.ddl;

import java.util.Optional;

/**
 * A view. Immutable.
 *
 * @param name qualified with its schema
 * @param security whose rights apply, if given
 * @param query as the server spells it
 */
public record ViewDefinition(String name, Optional<Security> security, String query) {

  /** {@code SQL SECURITY}: of a view or a function. */
  public enum Security {
    INVOKER,
    DEFINER
  }
}
