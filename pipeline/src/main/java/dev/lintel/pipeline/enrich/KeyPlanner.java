package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.enrich.EnrichPlan.KeyField;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.schema.Column;
import dev.lintel.schema.Index;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Checks the keys of lookups, and finds where the values of each come from. */
final class KeyPlanner {
  private final @Nullable RecordFields<?> fieldsOrNull;
  private final List<KeyField> fields = new ArrayList<>();

  /** Where a value of a key comes from: a field of the input, or an added column. */
  sealed interface Source {
    record OfInput(int keyField) implements Source {}

    record OfAdded(int position) implements Source {}
  }

  /**
   * The key of a lookup.
   *
   * @param indexOrNull the index as the database spells it; null for the primary key
   * @param sources of its values, in the order of the key
   */
  record Planned(@Nullable String indexOrNull, List<Source> sources) {}

  /**
   * @param fieldsOrNull the fields of the input; null if they are not known
   */
  KeyPlanner(@Nullable RecordFields<?> fieldsOrNull) {
    this.fieldsOrNull = fieldsOrNull;
  }

  /** The fields of the input that are part of the keys planned so far. */
  ImmutableList<KeyField> fields() {
    return ImmutableList.copyOf(fields);
  }

  /**
   * The key of a lookup.
   *
   * @param added the columns that earlier lookups add, in their order, with their types
   * @param problems takes what is wrong with the key
   */
  Planned plan(
      EnrichSpec.Lookup lookup, Table table, Map<String, Type> added, Consumer<String> problems) {
    if (lookup.index() == null) {
      return new Planned(
          null,
          sources(
              lookup,
              table,
              table.getPrimaryKey(),
              "the primary key of " + table.getName(),
              added,
              problems));
    }
    Optional<Index> index =
        table.getIndexes().stream()
            .filter(candidate -> candidate.getName().equalsIgnoreCase(lookup.index()))
            .findFirst();
    if (index.isEmpty()) {
      problems.accept(
          "table %s has no index %s%s"
              .formatted(
                  table.getName(),
                  lookup.index(),
                  LookupPlanner.nearest(
                      lookup.index(), table.getIndexes().stream().map(Index::getName).toList())));
      return new Planned(null, List.of());
    }
    String name = index.get().getName();
    return new Planned(
        name, sources(lookup, table, index.get().getKeyParts(), "index " + name, added, problems));
  }

  private List<Source> sources(
      EnrichSpec.Lookup lookup,
      Table table,
      List<KeyPart> keyParts,
      String keyName,
      Map<String, Type> added,
      Consumer<String> problems) {
    List<String> parts = keyParts.stream().map(KeyPart::getColumn).toList();
    Map<String, String> fieldByColumn = fieldByColumn(lookup, parts, keyName, problems);
    for (String part : parts.subList(0, fieldByColumn.size())) {
      if (!fieldByColumn.containsKey(part)) {
        problems.accept("%s comes first in %s, and is not in the key".formatted(part, keyName));
      }
    }
    List<Source> sources = new ArrayList<>();
    for (String part : parts) {
      String field = fieldByColumn.get(part);
      if (field != null) {
        source(field, table.findColumn(part).orElseThrow(), added, problems)
            .ifPresent(sources::add);
      }
    }
    return sources;
  }

  private static Map<String, String> fieldByColumn(
      EnrichSpec.Lookup lookup, List<String> parts, String keyName, Consumer<String> problems) {
    Map<String, String> fieldByColumn = new LinkedHashMap<>();
    lookup
        .key()
        .forEach(
            (name, field) -> {
              Optional<String> part = parts.stream().filter(name::equalsIgnoreCase).findFirst();
              if (part.isEmpty()) {
                problems.accept(
                    "%s is no column of %s, which is (%s)"
                        .formatted(name, keyName, String.join(", ", parts)));
              } else if (fieldByColumn.put(part.get(), field) != null) {
                problems.accept("%s is in the key twice".formatted(part.get()));
              }
            });
    if (lookup.key().isEmpty()) {
      problems.accept("it has no \"key\"; %s is (%s)".formatted(keyName, String.join(", ", parts)));
    }
    return fieldByColumn;
  }

  private Optional<Source> source(
      String field, Column keyColumn, Map<String, Type> added, Consumer<String> problems) {
    Type type = added.get(field);
    if (type != null) {
      if (!type.equals(keyColumn.getType())) {
        problems.accept(
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
      problems.accept("key %s: %s".formatted(keyColumn.getName(), e.getMessage()));
      return Optional.empty();
    }
    fields.add(new KeyField(field, column));
    return Optional.of(new Source.OfInput(fields.size() - 1));
  }
}
