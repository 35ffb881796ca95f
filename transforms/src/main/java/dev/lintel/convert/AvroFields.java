package dev.lintel.convert;

import java.util.List;
import org.apache.avro.Schema;

/**
 * Which column a field of an Avro record stands for, since the name of a column may be one that
 * Avro cannot spell. Pure; safe to call from any thread.
 */
public final class AvroFields {
  /** The property of a field that has the name of its column. */
  public static final String COLUMN_NAME = "spannerName";

  private AvroFields() {}

  /**
   * The name of each field's column, in the order of the fields: by its property {@link
   * #COLUMN_NAME} if it has one; else that of its own name; else the one of which {@link AvroNames}
   * makes its name, which Parquet needs, because it keeps no properties. The name of a field that
   * stands for none of the columns is left as it is.
   *
   * @param columns the names of the columns that there are
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
              // A name that Avro can spell is its own.
              return byAvroName.get(field.name()).stream().findAny().orElse(field.name());
            })
        .toList();
  }
}
