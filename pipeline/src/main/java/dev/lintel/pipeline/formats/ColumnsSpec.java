package dev.lintel.pipeline.formats;

import com.google.common.collect.ImmutableList;
import dev.lintel.convert.FieldMapping;
import dev.lintel.convert.TextFormat;
import dev.lintel.pipeline.files.Partition;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What the fields of files are to the columns of a table, as {@code --columns} says it: {@code
 * id,name=full name,-extra,source='nightly'}. Immutable; {@link ColumnsParser} has the grammar.
 */
public record ColumnsSpec(ImmutableList<Item> items) implements Serializable {

  /** A part of the text between two commas. */
  public sealed interface Item extends Serializable {}

  /** A column that a field is written to. */
  record Taken(String column, String field) implements Item {}

  /** A field that is not written. */
  record Skipped(String field) implements Item {}

  /**
   * A column that has one value in all records.
   *
   * @param text null for null
   */
  record Constant(String column, @Nullable String text) implements Item {}

  private static final ColumnsSpec NONE = new ColumnsSpec(ImmutableList.of());

  /** No item: each field is written to the column of its own name. */
  public static ColumnsSpec none() {
    return NONE;
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException if it is not in the grammar, or names a field or a column
   *     twice; says where
   */
  public static ColumnsSpec parse(String text) {
    var spec = new ColumnsSpec(new ColumnsParser(text).items());
    requireOnce("field", spec.fields());
    requireOnce("column", spec.columns());
    return spec;
  }

  private static void requireOnce(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("the %s %s is named twice".formatted(what, name));
      }
    }
  }

  /** The text that is parsed to a mapping of the same effect on single records. */
  static ColumnsSpec of(FieldMapping mapping) {
    List<Item> items = new ArrayList<>();
    mapping.columns().forEach((field, column) -> items.add(new Taken(column, field)));
    mapping.skipped().forEach(field -> items.add(new Skipped(field)));
    mapping.given().forEach(given -> items.add(new Constant(given.column(), given.text())));
    return new ColumnsSpec(ImmutableList.copyOf(items));
  }

  /** The names of the fields, in order: those of a file without names are taken to be these. */
  public ImmutableList<String> fields() {
    ImmutableList.Builder<String> fields = ImmutableList.builder();
    for (Item item : items) {
      if (item instanceof Taken taken) {
        fields.add(taken.field());
      } else if (item instanceof Skipped skipped) {
        fields.add(skipped.field());
      }
    }
    return fields.build();
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (Item item : items) {
      if (item instanceof Taken taken) {
        columns.add(taken.column());
      } else if (item instanceof Constant constant) {
        columns.add(constant.column());
      }
    }
    return columns;
  }

  /**
   * The mapping of the files of some partitions. A partition is a field whose value is known, so it
   * can be renamed and left out like one.
   *
   * @param format how values are read that all records have
   */
  public FieldMapping mapping(List<Partition> partitions, TextFormat format) {
    List<FieldMapping.Given> given = new ArrayList<>(constants("--columns"));
    List<String> constants = given.stream().map(FieldMapping.Given::column).toList();
    FieldMapping ofFields = mapping(given);
    for (Partition partition : partitions) {
      ofFields
          .columnOf(partition.name())
          .ifPresent(
              column ->
                  given.add(
                      new FieldMapping.Given(
                          column, partition.value(), "the folder " + partition.folder())));
    }
    Set<String> inPath =
        partitions.stream()
            .map(partition -> partition.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return mapping(given)
        .withFormat(format)
        .withExpected(
            fields().stream()
                .filter(field -> !inPath.contains(field.toLowerCase(Locale.ROOT)))
                .toList())
        .withReserved(constants);
  }

  /** The mapping of single records, which may have the fields or not. */
  FieldMapping mappingOfRecords(TextFormat format) {
    return mapping(constants("the columns in its readAs")).withFormat(format);
  }

  private List<FieldMapping.Given> constants(String source) {
    return items.stream()
        .filter(Constant.class::isInstance)
        .map(Constant.class::cast)
        .map(constant -> new FieldMapping.Given(constant.column(), constant.text(), source))
        .toList();
  }

  private FieldMapping mapping(List<FieldMapping.Given> given) {
    Map<String, String> columns = new LinkedHashMap<>();
    List<String> skipped = new ArrayList<>();
    for (Item item : items) {
      if (item instanceof Taken taken) {
        columns.put(taken.field(), taken.column());
      } else if (item instanceof Skipped skip) {
        skipped.add(skip.field());
      }
    }
    return FieldMapping.of(columns, skipped, given);
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return items.stream().map(ColumnsParser::text).collect(Collectors.joining(","));
  }
}
