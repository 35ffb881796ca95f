package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.ViewDefinition.Security;
import java.util.Optional;

/**
 * A user-defined function. Immutable.
 *
 * @param name qualified with its schema
 * @param returnType what it returns, if it says so
 * @param language such as SQL, if it says so
 * @param security whose rights count, if it says so
 * @param body what follows AS, without the parentheses around it
 * @param options sorted by name
 */
public record FunctionDefinition(
    String name,
    ImmutableList<Parameter> parameters,
    Optional<String> returnType,
    Optional<String> language,
    Optional<Security> security,
    String body,
    ImmutableList<DdlOption> options) {

  /**
   * One parameter.
   *
   * @param type with its default, as DDL spells it: {@code INT64 DEFAULT 1}
   */
  public record Parameter(String name, String type) {}
}
