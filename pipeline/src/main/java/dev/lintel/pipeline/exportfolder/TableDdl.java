package dev.lintel.pipeline.exportfolder;

import static java.util.stream.Collectors.joining;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/** Composes the statements that make a table, its indexes and foreign keys. */
final class TableDdl {

  private final Dialect dialect;
  private final ObjectSchema table;
  private final Properties properties;

  TableDdl(Dialect dialect, ObjectSchema table) {
    this.dialect = dialect;
    this.table = table;
    this.properties = new Properties(table.name(), table.schema());
  }

  ImmutableList<String> statements() {
    return ImmutableList.<String>builder()
        .addAll(withoutIndexes())
        .addAll(properties.list(PropertyNames.INDEX))
        .build();
  }

  ImmutableList<String> withoutIndexes() {
    if (table.schema().getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException(
          "%s: its Avro schema is %s and not a record"
              .formatted(table.name(), table.schema().getType().getName()));
    }
    return ImmutableList.<String>builder()
        .add(createTable())
        .addAll(properties.list(PropertyNames.FOREIGN_KEY))
        .build();
  }

  private String createTable() {
    List<String> elements = new ArrayList<>();
    for (Schema.Field field : table.schema().getFields()) {
      elements.add(new ColumnDdl(dialect, table.name(), field).definition());
    }
    elements.addAll(properties.list(PropertyNames.CHECK));
    List<String> key =
        properties.list(PropertyNames.PRIMARY_KEY + "_").stream().map(this::keyPart).toList();
    String primaryKey = "PRIMARY KEY (" + String.join(", ", key) + ")";
    boolean postgres = dialect == Dialect.POSTGRESQL;
    if (postgres) {
      elements.add(primaryKey);
    }
    return "CREATE TABLE %s %s%s%s"
        .formatted(
            Identifiers.quoteQualified(dialect, table.name()),
            elements.stream().collect(joining(",\n  ", "(\n  ", "\n)")),
            postgres ? "" : " " + primaryKey,
            interleave().map(clause -> (postgres ? " " : ",\n  ") + clause).orElse(""));
  }

  private String keyPart(String part) {
    String upper = part.toUpperCase(Locale.ROOT);
    if (!upper.endsWith(" ASC") && !upper.endsWith(" DESC")) {
      throw new IllegalArgumentException(
          "%s: property %s_N has the part %s, which ends neither in ASC nor in DESC"
              .formatted(table.name(), PropertyNames.PRIMARY_KEY, part));
    }
    // In PostgreSQL a primary key has no order.
    return dialect == Dialect.POSTGRESQL ? part.substring(0, part.lastIndexOf(' ')) : part;
  }

  private Optional<String> interleave() {
    return properties
        .find(PropertyNames.PARENT)
        .filter(parent -> !parent.isEmpty())
        .map(
            parent ->
                "INTERLEAVE "
                    + interleaveType()
                    + " "
                    + Identifiers.quoteQualified(dialect, parent)
                    + onDelete());
  }

  private String interleaveType() {
    String type = properties.find(PropertyNames.INTERLEAVE_TYPE).orElse("IN PARENT");
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "IN", "IN PARENT" -> type.toUpperCase(Locale.ROOT);
      default ->
          throw properties.bad(PropertyNames.INTERLEAVE_TYPE, "which is neither IN nor IN PARENT");
    };
  }

  private String onDelete() {
    String action = properties.find(PropertyNames.ON_DELETE).orElse("no action");
    boolean inParent = interleaveType().equals("IN PARENT");
    return switch (action.toLowerCase(Locale.ROOT)) {
      case "cascade" -> " ON DELETE CASCADE";
      case "no action" -> inParent ? " ON DELETE NO ACTION" : "";
      default ->
          throw properties.bad(PropertyNames.ON_DELETE, "which is neither cascade nor no action");
    };
  }
}
