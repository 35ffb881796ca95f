package dev.lintel.ddl;

import java.util.Optional;

/**
 * A CHECK constraint. Immutable.
 *
 * @param name empty if the DDL gives none and the server was not asked
 * @param expression the condition, without the parentheses around it
 */
public record CheckDefinition(Optional<String> name, String expression) {

  CheckDefinition withName(String newName) {
    return new CheckDefinition(Optional.of(newName), expression);
  }
}
