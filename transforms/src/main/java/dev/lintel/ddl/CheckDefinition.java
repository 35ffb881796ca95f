package dev.lintel.ddl;

import java.util.Optional;

/**
 * A CHECK constraint. Immutable.
 *
 * @param name empty if DDL gives none and the server has not been asked
 * @param expression what is demanded, without the parentheses around it
 */
public record CheckDefinition(Optional<String> name, String expression) {

  CheckDefinition withName(String newName) {
    return new CheckDefinition(Optional.of(newName), expression);
  }
}
