package dev.lintel.pipeline.purge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the rows of each table have to meet when they are deleted. Pure. */
final class DeleteConditions {
  private final PurgePlan plan;
  private final RelatedTables related;
  private final PurgeSql sql;

  DeleteConditions(PurgePlan plan) {
    this.plan = plan;
    this.related = plan.related();
    this.sql = new PurgeSql(plan.dialect());
  }

  /**
   * The condition of a table; empty if a row only has to exist. The rows that depend on a row have
   * been deleted before, except those that the database deletes with it; if there is a new one, the
   * row is not what it was.
   */
  Optional<String> of(int table) {
    List<String> all = new ArrayList<>();
    reason(table).ifPresent(all::add);
    for (Dependency dependency : related.on(table)) {
      if (dependency.isFollowed() && plan.isDeletedByItself(dependency.from())) {
        all.add(
            sql.isNotNeededBy(dependency, related.table(dependency.from()), related.table(table)));
      }
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", all));
  }

  /** Why a row is deleted: its own condition, or that of a row that it depends on. */
  private Optional<String> reason(int table) {
    if (table == 0) {
      return plan.condition();
    }
    List<String> alternatives = new ArrayList<>();
    for (Dependency dependency : related.from(table)) {
      if (dependency.isFollowed()) {
        Optional<String> ofNeeded = reason(dependency.on());
        if (ofNeeded.isEmpty()) {
          return Optional.empty();
        }
        alternatives.add(
            sql.dependsOn(
                dependency, related.table(table), related.table(dependency.on()), ofNeeded.get()));
      }
    }
    return Optional.of("(" + String.join(" OR ", alternatives) + ")");
  }
}
