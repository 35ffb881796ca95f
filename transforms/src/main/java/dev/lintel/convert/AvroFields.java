package dev.lintel.convert;

import java.util.List;
import org.apache.avro.Schema;

/**
 * Finds the column of each field of an Avro record. Their names may differ, because some names of
 * columns are illegal in Avro. Pure; safe to call from any thread.
 */
public final class AvroFields {
  /** The property of a field that holds the name of its column. */
  public static final String COLUMN_NAME = "spannerName";

  private AvroFields() {}

  /** Returns the name that a field has outside of Avro: {@link #COLUMN_NAME}, or else its own. */
  public static String nameOf(Schema.Field field) {
    String given = field.getProp(COLUMN_NAME);
    return given == null ? field.name() : given;
  }

  /**
   * Returns the name of each field's column, in the order of the fields. It is the property {@link
   * #COLUMN_NAME} if the field has one, else the column whose name {@link AvroNames} converts to
   * the field's, else the name of the field itself. The second case is for Parquet, which keeps no
   * properties.
   *
   * @param columns the names of the table's columns
   */
  public static List<String> columnNames(Schema record, List<String> columns) {
    var byAvroName = AvroNames.of(columns).asMultimap().inverse();
    return record.getFields().stream()
        .map(
            field -> {
              String given = field.getProp(COLUMN_NAME);
              if (given != null) {
                return given;
              }
              // AvroNames keeps a legal name, so this finds columns of the field's own name too.
              return byAvroName.get(field.name()).stream().findAny().orElse(field.name());
            })
        .toList();
  }
}
