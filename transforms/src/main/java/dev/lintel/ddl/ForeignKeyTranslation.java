package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.Table.OnDelete;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Translates the foreign keys of one table. Not thread-safe. */
final class ForeignKeyTranslation {
  private final Dialect from;
  private final Dialect to;
  private final TargetTables tables;
  private final TargetTable target;
  private final List<String> problems;
  private final List<String> notes;

  ForeignKeyTranslation(
      Dialect from,
      Dialect to,
      TargetTables tables,
      TargetTable target,
      List<String> problems,
      List<String> notes) {
    this.from = from;
    this.to = to;
    this.tables = tables;
    this.target = target;
    this.problems = problems;
    this.notes = notes;
  }

  /**
   * Returns the statement; empty if the destination has the foreign key, or it cannot be created,
   * which is noted.
   */
  Optional<String> of(ForeignKeyDefinition foreignKey) {
    ForeignKey key = foreignKey.key();
    if (target.hasForeignKey(key.getName())) {
      return Optional.empty();
    }
    Optional<TargetTable> found = tables.find(key.getReferencedTable());
    if (found.isEmpty()) {
      note(
          "the foreign key %s is not created, because %s is not"
              .formatted(key.getName(), key.getReferencedTable()));
      return Optional.empty();
    }
    TargetTable referenced = found.get();
    Optional<String> leftOut =
        Stream.concat(
                key.getColumns().stream().filter(name -> !target.keeps(name)),
                key.getReferencedColumns().stream().filter(name -> !referenced.keeps(name)))
            .findFirst();
    if (leftOut.isPresent()) {
      note(
          "the foreign key %s is not created, because its column %s is left out"
              .formatted(key.getName(), leftOut.get()));
      return Optional.empty();
    }
    ForeignKey translated =
        ForeignKey.of(
            key.getName(),
            names(target, key.getColumns()),
            referenced.name(),
            names(referenced, key.getReferencedColumns()));
    if (target.hasSame(translated)) {
      return Optional.empty();
    }
    if (!foreignKey.enforced() && from != to && to == Dialect.POSTGRESQL) {
      if (target.isCreated()) {
        problems.add(
            "table %s: its foreign key %s is NOT ENFORCED"
                .formatted(target.source(), key.getName()));
      } else {
        note("the foreign key %s is not created: it is NOT ENFORCED".formatted(key.getName()));
      }
      return Optional.empty();
    }
    return Optional.of(
        "ALTER TABLE %s ADD %sFOREIGN KEY (%s) REFERENCES %s (%s)%s%s"
            .formatted(
                Identifiers.quoteQualified(to, target.name()),
                foreignKey
                    .name()
                    .map(name -> "CONSTRAINT " + Identifiers.quote(to, name) + " ")
                    .orElse(""),
                quoted(translated.getColumns()),
                Identifiers.quoteQualified(to, translated.getReferencedTable()),
                quoted(translated.getReferencedColumns()),
                key.getOnDelete() == OnDelete.CASCADE ? " ON DELETE CASCADE" : "",
                foreignKey.enforced() ? "" : " NOT ENFORCED"));
  }

  private static ImmutableList<String> names(TargetTable table, List<String> columns) {
    return columns.stream()
        .map(column -> table.column(column).orElseThrow())
        .collect(toImmutableList());
  }

  private String quoted(List<String> names) {
    return names.stream()
        .map(name -> Identifiers.quote(to, name))
        .collect(Collectors.joining(", "));
  }

  private void note(String text) {
    notes.add("table %s: %s".formatted(target.source(), text));
  }
}
