package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.enrich.EnrichPlan.KeyField;
import dev.lintel.pipeline.enrich.PlannedLookup.Added;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Checks the lookups of a spec against the database and the input, in their order. */
final class LookupPlanner {
  /** A name that can be part of the name of a step. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,49}");

  private final DatabaseSchema schema;
  private final KeyPlanner keys;
  private final @Nullable RecordFields<?> fieldsOrNull;
  private final Problems problems;

  private final Map<String, Type> added = new LinkedHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final List<Unplaced> lookups = new ArrayList<>();

  /** A lookup before the number of columns in front of its key is known. */
  private record Unplaced(PlannedLookup lookup, List<KeyPlanner.Source> key) {}

  /**
   * @param fieldsOrNull the fields of the input; null if they are not known
   * @param problems takes what is wrong
   */
  LookupPlanner(DatabaseSchema schema, @Nullable RecordFields<?> fieldsOrNull, Problems problems) {
    this.schema = schema;
    this.keys = new KeyPlanner(fieldsOrNull);
    this.fieldsOrNull = fieldsOrNull;
    this.problems = problems;
  }

  void add(EnrichSpec.Lookup lookup) {
    String owner = "lookup " + (lookup.name().isEmpty() ? names.size() + 1 : lookup.name());
    if (!NAME.matcher(lookup.name()).matches()) {
      problem(owner, "\"name\" has to be letters, digits, - and _, beginning with a letter");
    }
    if (!names.add(lookup.name())) {
      problem(owner, "there are two of that name");
    }
    Optional<MissingPolicy> whenMissing = MissingPolicy.of(lookup.whenMissing());
    if (whenMissing.isEmpty()) {
      problem(
          owner,
          "\"whenMissing\" is \"%s\", not one of %s"
              .formatted(
                  lookup.whenMissing(),
                  String.join(
                      ", ",
                      List.of(MissingPolicy.values()).stream()
                          .map(MissingPolicy::specName)
                          .toList())));
    }
    Optional<Table> table = schema.findTable(lookup.table());
    if (table.isEmpty()) {
      problem(
          owner,
          "the database has no table %s%s"
              .formatted(
                  lookup.table(),
                  nearest(
                      lookup.table(), schema.getTables().stream().map(Table::getName).toList())));
      // The lookups after it may use what it would add, so they are not reported, too.
      lookup.columns().keySet().forEach(field -> added.putIfAbsent(field, Type.string()));
      return;
    }
    plan(owner, lookup, table.get(), whenMissing.orElse(MissingPolicy.NULL));
  }

  /** The fields of the input that are part of a key. */
  ImmutableList<KeyField> keyFields() {
    return keys.fields();
  }

  /**
   * The lookups, if there was no problem.
   *
   * @param recordColumns how many columns a record has in its element
   */
  ImmutableList<PlannedLookup> lookups(int recordColumns) {
    ImmutableList.Builder<PlannedLookup> placed = ImmutableList.builder();
    for (Unplaced unplaced : lookups) {
      ImmutableList<Integer> positions =
          unplaced.key().stream()
              .map(
                  source ->
                      source instanceof KeyPlanner.Source.OfAdded of
                          ? keys.fields().size() + recordColumns + of.position()
                          : ((KeyPlanner.Source.OfInput) source).keyField())
              .collect(ImmutableList.toImmutableList());
      PlannedLookup lookup = unplaced.lookup();
      placed.add(
          new PlannedLookup(
              lookup.name(),
              lookup.table(),
              lookup.indexOrNull(),
              positions,
              lookup.columns(),
              lookup.added(),
              lookup.whenMissing()));
    }
    return placed.build();
  }

  private void plan(
      String owner, EnrichSpec.Lookup lookup, Table table, MissingPolicy whenMissing) {
    KeyPlanner.Planned key = keys.plan(lookup, table, added, text -> problem(owner, text));
    if (lookup.columns().isEmpty() && whenMissing == MissingPolicy.NULL) {
      problem(owner, "it has no \"columns\" to add, and does nothing when a row is missing");
    }
    Set<String> columns = new LinkedHashSet<>();
    List<Added> addedHere = new ArrayList<>();
    lookup
        .columns()
        .forEach(
            (field, name) ->
                column(owner, field, name, table)
                    .ifPresent(
                        column -> {
                          columns.add(column.getName());
                          addedHere.add(
                              new Added(
                                  field,
                                  List.copyOf(columns).indexOf(column.getName()),
                                  column.getType()));
                        }));
    addedHere.forEach(each -> added.put(each.field(), each.type()));
    if (columns.isEmpty()) {
      // The lookup only needs to know whether there is a row.
      table.getPrimaryKey().stream().map(KeyPart::getColumn).forEach(columns::add);
    }
    lookups.add(
        new Unplaced(
            new PlannedLookup(
                lookup.name(),
                table.getName(),
                key.indexOrNull(),
                ImmutableList.of(),
                ImmutableList.copyOf(columns),
                ImmutableList.copyOf(addedHere),
                whenMissing),
            key.sources()));
  }

  private Optional<Column> column(String owner, String field, String name, Table table) {
    if (added.containsKey(field)) {
      problem(owner, "the field %s is added by an earlier lookup".formatted(field));
      return Optional.empty();
    }
    if (fieldsOrNull != null && fieldsOrNull.names().contains(field)) {
      problem(
          owner, "the input has a field %s of its own; add it by another name".formatted(field));
      return Optional.empty();
    }
    Optional<Column> column = table.findColumn(name);
    if (column.isEmpty()) {
      problem(
          owner,
          "table %s has no column %s%s"
              .formatted(
                  table.getName(),
                  name,
                  nearest(name, table.getColumns().stream().map(Column::getName).toList())));
    } else if (!column.get().isTypeKnown()) {
      problem(
          owner,
          "column %s has the type %s, which this release cannot read"
              .formatted(name, column.get().getTypeName()));
      return Optional.empty();
    } else if (!column.get().isReadable()) {
      problem(owner, "column %s is of search tokens, which cannot be read".formatted(name));
      return Optional.empty();
    }
    return column;
  }

  private void problem(String owner, String text) {
    problems.add("--spec: %s: %s".formatted(owner, text));
  }

  static String nearest(String name, Collection<String> known) {
    return Nearest.to(name).among(known).map("; did you mean %s?"::formatted).orElse("");
  }
}
