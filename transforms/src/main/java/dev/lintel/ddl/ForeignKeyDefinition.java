package dev.lintel.ddl;

import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Table.OnDelete;
import java.util.Optional;

/**
 * All that DDL says of a foreign key. Immutable.
 *
 * @param key its name, which is empty if DDL gives none and the server has not been asked, and what
 *     references what
 * @param enforced false for an informational key, NOT ENFORCED
 */
public record ForeignKeyDefinition(ForeignKey key, OnDelete onDelete, boolean enforced) {

  public Optional<String> name() {
    return Optional.of(key.getName()).filter(name -> !name.isEmpty());
  }

  ForeignKeyDefinition withName(String name) {
    return new ForeignKeyDefinition(key.withName(name), onDelete, enforced);
  }
}
