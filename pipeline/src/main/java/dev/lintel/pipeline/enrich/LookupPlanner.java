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
import dev.lintel.schema.Index;
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
  private final @Nullable RecordFields<?> fieldsOrNull;
  private final Problems problems;

  private final List<KeyField> keyFields = new ArrayList<>();
  private final Map<String, Type> added = new LinkedHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final List<Unplaced> lookups = new ArrayList<>();

  /** Where a value of a key comes from: a field of the input, or an added column. */
  private sealed interface Source {
    record OfInput(int keyField) implements Source {}

    record OfAdded(int position) implements Source {}
  }

  /** A lookup before the number of columns in front of its key is known. */
  private record Unplaced(PlannedLookup lookup, List<Source> key) {}

  /**
   * @param fieldsOrNull the fields of the input; null if they are not known
   * @param problems takes what is wrong
   */
  LookupPlanner(DatabaseSchema schema, @Nullable RecordFields<?> fieldsOrNull, Problems problems) {
    this.schema = schema;
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
    return ImmutableList.copyOf(keyFields);
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
                      source instanceof Source.OfAdded of
                          ? keyFields.size() + recordColumns + of.position()
                          : ((Source.OfInput) source).keyField())
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
    Optional<Index> index = index(owner, lookup, table);
    List<Source> key =
        lookup.index() != null && index.isEmpty() ? List.of() : key(owner, lookup, table, index);
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
                index.map(Index::getName).orElse(null),
                ImmutableList.of(),
                ImmutableList.copyOf(columns),
                ImmutableList.copyOf(addedHere),
                whenMissing),
            key));
  }

  private Optional<Index> index(String owner, EnrichSpec.Lookup lookup, Table table) {
    if (lookup.index() == null) {
      return Optional.empty();
    }
    Optional<Index> index =
        table.getIndexes().stream()
            .filter(candidate -> candidate.getName().equalsIgnoreCase(lookup.index()))
            .findFirst();
    if (index.isEmpty()) {
      problem(
          owner,
          "table %s has no index %s%s"
              .formatted(
                  table.getName(),
                  lookup.index(),
                  nearest(
                      lookup.index(), table.getIndexes().stream().map(Index::getName).toList())));
    }
    return index;
  }

  private List<Source> key(
      String owner, EnrichSpec.Lookup lookup, Table table, Optional<Index> index) {
    List<String> parts =
        index.map(Index::getKeyParts).orElse(table.getPrimaryKey()).stream()
            .map(KeyPart::getColumn)
            .toList();
    String keyName =
        index
            .map(known -> "index " + known.getName())
            .orElse("the primary key of " + table.getName());
    Map<String, String> fieldByColumn = new LinkedHashMap<>();
    lookup
        .key()
        .forEach(
            (name, field) -> {
              Optional<String> part = parts.stream().filter(name::equalsIgnoreCase).findFirst();
              if (part.isEmpty()) {
                problem(
                    owner,
                    "%s is no column of %s, which is (%s)"
                        .formatted(name, keyName, String.join(", ", parts)));
              } else if (fieldByColumn.put(part.get(), field) != null) {
                problem(owner, "%s is in the key twice".formatted(part.get()));
              }
            });
    if (lookup.key().isEmpty()) {
      problem(owner, "it has no \"key\"; %s is (%s)".formatted(keyName, String.join(", ", parts)));
    }
    List<String> leading = parts.subList(0, fieldByColumn.size());
    for (String part : leading) {
      if (!fieldByColumn.containsKey(part)) {
        problem(owner, "%s comes first in %s, and is not in the key".formatted(part, keyName));
      }
    }
    List<Source> sources = new ArrayList<>();
    for (String part : parts) {
      String field = fieldByColumn.get(part);
      if (field != null) {
        source(owner, field, table.findColumn(part).orElseThrow()).ifPresent(sources::add);
      }
    }
    return sources;
  }

  private Optional<Source> source(String owner, String field, Column keyColumn) {
    Type type = added.get(field);
    if (type != null) {
      if (!type.equals(keyColumn.getType())) {
        problem(
            owner,
            "%s is %s, and not %s as the field %s that an earlier lookup adds"
                .formatted(keyColumn.getName(), keyColumn.getTypeName(), type, field));
      }
      return Optional.of(new Source.OfAdded(List.copyOf(added.keySet()).indexOf(field)));
    }
    if (fieldsOrNull == null) {
      return Optional.empty();
    }
    // A column of any length: a key that is too long is a key without a row.
    Column column =
        Column.builder()
            .setName(field)
            .setType(keyColumn.getType())
            .setTypeName(keyColumn.getTypeName())
            .build();
    try {
      fieldsOrNull.reader(field, column);
    } catch (IllegalArgumentException e) {
      problem(owner, "key %s: %s".formatted(keyColumn.getName(), e.getMessage()));
      return Optional.empty();
    }
    keyFields.add(new KeyField(field, column));
    return Optional.of(new Source.OfInput(keyFields.size() - 1));
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

  private static String nearest(String name, Collection<String> known) {
    return Nearest.to(name).among(known).map("; did you mean %s?"::formatted).orElse("");
  }
}
