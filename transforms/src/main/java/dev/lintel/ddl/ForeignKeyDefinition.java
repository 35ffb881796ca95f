package dev.lintel.ddl;

import dev.lintel.schema.ForeignKey;
import java.util.Optional;

/**
 * Everything that the DDL says about a foreign key. Immutable.
 *
 * @param key its columns, its action and its name, which is empty if the DDL gives none and the
 *     server was not asked
 * @param enforced false for an informational key, NOT ENFORCED
 */
public record ForeignKeyDefinition(ForeignKey key, boolean enforced) {

  /** Returns the name, if known. */
  public Optional<String> name() {
    return Optional.of(key.getName()).filter(name -> !name.isEmpty());
  }

  ForeignKeyDefinition withName(String name) {
    return new ForeignKeyDefinition(key.withName(name), enforced);
  }
}
