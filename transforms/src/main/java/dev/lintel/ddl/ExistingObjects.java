package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.DdlStatement.Kind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which objects a database has while a script runs on it. Used once for each statement of the
 * script, in order; not thread-safe.
 */
final class ExistingObjects {

  private final Dialect dialect;

  /** Those of the database before the script runs, less those that the script has dropped. */
  private final Set<DdlObject> existing = new HashSet<>();

  /** Those of the statements that run. */
  private final Set<DdlObject> made = new HashSet<>();

  ExistingObjects(Dialect dialect, DdlScript database) {
    this.dialect = dialect;
    for (DdlStatement statement : database.getStatements()) {
      existing.addAll(statement.creates());
      statement.creates().stream().flatMap(o -> o.schema().stream()).forEach(existing::add);
    }
  }

  /**
   * Returns whether a statement has to run.
   *
   * @param later the renames of the rest of the script: a table that the statement creates is there
   *     already if it is there under its last name
   */
  boolean needs(DdlStatement statement, List<TableRename> later) {
    ImmutableList<TableRename> renames = statement.renames();
    if (!renames.isEmpty()) {
      return needsRenames(renames, later);
    }
    statement
        .drops()
        .ifPresent(drop -> existing.removeIf(o -> o.equals(drop) || o.belongsTo(drop)));
    ImmutableList<DdlObject> identity = statement.identity();
    boolean exists =
        !identity.isEmpty() && identity.stream().allMatch(object -> exists(object, later));
    if (!exists) {
      made.addAll(statement.creates());
    }
    return !exists;
  }

  private boolean exists(DdlObject object, List<TableRename> later) {
    DdlObject last = object;
    for (TableRename rename : later) {
      last = rename.apply(dialect, last);
    }
    return existing.contains(object) || existing.contains(last);
  }

  /**
   * Renames are done if the later names exist and the earlier ones do not. If they only swap names,
   * both exist, and nothing shows whether they ran: then they do not run again.
   */
  private boolean needsRenames(List<TableRename> renames, List<TableRename> later) {
    Map<DdlObject, DdlObject> net = new LinkedHashMap<>();
    for (TableRename rename : renames) {
      DdlObject from = table(rename.from());
      DdlObject source =
          net.entrySet().stream()
              .filter(entry -> entry.getValue().equals(from))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(from);
      net.put(source, table(rename.to()));
    }
    boolean done =
        net.keySet().stream().noneMatch(made::contains)
            && net.values().stream().allMatch(target -> exists(target, later))
            && net.keySet().stream()
                .noneMatch(source -> !net.containsValue(source) && existing.contains(source));
    if (!done) {
      for (TableRename rename : renames) {
        rename(existing, rename);
        rename(made, rename);
      }
    }
    return !done;
  }

  private void rename(Set<DdlObject> objects, TableRename rename) {
    List<DdlObject> renamed = objects.stream().map(o -> rename.apply(dialect, o)).toList();
    objects.clear();
    objects.addAll(renamed);
  }

  private DdlObject table(String name) {
    return DdlObject.of(dialect, Kind.TABLE, "", name);
  }
}
