package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.ViewDefinition.Security;
import java.util.Optional;

/**
 * A user-defined function. Immutable.
 *
 * @param name qualified with its schema
 * @param returnType the return type, if given
 * @param language such as SQL, if given
 * @param security whose rights apply, if given
 * @param body the expression after AS, without the parentheses around it; empty for a remote
 *     function
 * @param options sorted by name
 */
public record FunctionDefinition(
    String name,
    ImmutableList<Parameter> parameters,
    Optional<String> returnType,
    Optional<String> language,
    Optional<Security> security,
    Optional<String> body,
    ImmutableList<DdlOption> options) {

  /** Returns true for a function that runs outside of Spanner, and is not deterministic. */
  public boolean isRemote() {
    return language.filter("REMOTE"::equalsIgnoreCase).isPresent();
  }

  /**
   * One parameter.
   *
   * @param type the type and the default as the DDL spells them: {@code INT64 DEFAULT 1}
   */
  public record Parameter(String name, String type) {}
}
