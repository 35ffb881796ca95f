package dev.lintel.pipeline.exportfolder;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimaps;
import dev.lintel.convert.AvroNames;
import dev.lintel.convert.AvroTypes;
import dev.lintel.convert.AvroTypes.Timestamps;
import dev.lintel.ddl.CheckDefinition;
import dev.lintel.ddl.ColumnDefinition;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.ForeignKeyDefinition;
import dev.lintel.ddl.IndexDefinition;
import dev.lintel.ddl.TableDefinition;
import dev.lintel.ddl.TableDefinition.Interleave;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table.OnDelete;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** Makes the schemas of tables. */
final class TableSchemas {

  private final Dialect dialect;
  private final Timestamps timestamps;
  private final ImmutableListMultimap<String, IndexDefinition> indexes;

  TableSchemas(DatabaseDefinition definition, Timestamps timestamps) {
    this.dialect = definition.getDialect();
    this.timestamps = timestamps;
    this.indexes =
        Multimaps.index(
            definition.getIndexes(),
            index ->
                definition
                    .findTable(index.getTable())
                    .map(TableDefinition::getName)
                    .orElse(index.getTable()));
  }

  Schema of(TableDefinition table, String recordName) {
    ImmutableMap<String, String> fieldNames =
        AvroNames.of(table.getColumns().stream().map(ColumnDefinition::getName).toList());
    List<Schema.Field> fields =
        table.getColumns().stream()
            .map(column -> field(column, fieldNames.get(column.getName())))
            .toList();
    Schema schema = NonTableSchemas.record(recordName, table.getName(), fields);
    addPrimaryKey(schema, table);
    table.getInterleave().ifPresent(interleave -> addInterleave(schema, interleave));
    NonTableSchemas.addList(
        schema,
        PropertyNames.INDEX,
        indexes.get(table.getName()).stream()
            .sorted(comparing(IndexDefinition::getName))
            .map(index -> TableText.index(index, dialect))
            .toList());
    NonTableSchemas.addList(
        schema,
        PropertyNames.FOREIGN_KEY,
        table.getForeignKeys().stream()
            .sorted(comparing((ForeignKeyDefinition key) -> key.key().getName()))
            .map(key -> TableText.foreignKey(table.getName(), key, dialect))
            .toList());
    NonTableSchemas.addList(
        schema,
        PropertyNames.CHECK,
        table.getChecks().stream()
            .sorted(comparing((CheckDefinition check) -> check.name().orElse("")))
            .map(check -> TableText.check(check, dialect))
            .toList());
    return schema;
  }

  private void addPrimaryKey(Schema schema, TableDefinition table) {
    ImmutableList<KeyPart> key = table.getPrimaryKey();
    boolean postgres = dialect == Dialect.POSTGRESQL;
    schema.addProp(
        PropertyNames.PRIMARY_KEY,
        postgres
            ? key.stream()
                .map(p -> Identifiers.quote(dialect, p.getColumn()))
                .collect(joining(", "))
            : key.stream().map(this::keyPart).collect(joining(",")));
    NonTableSchemas.addList(
        schema, PropertyNames.PRIMARY_KEY + "_", key.stream().map(this::keyPart).toList());
  }

  private String keyPart(KeyPart part) {
    return Identifiers.quote(dialect, part.getColumn()) + " " + part.getOrder();
  }

  private static void addInterleave(Schema schema, Interleave interleave) {
    schema.addProp(PropertyNames.PARENT, interleave.parent());
    schema.addProp(
        PropertyNames.INTERLEAVE_TYPE,
        interleave.kind() == Interleave.Kind.IN_PARENT ? "IN PARENT" : "IN");
    schema.addProp(
        PropertyNames.ON_DELETE,
        interleave.onDelete() == OnDelete.CASCADE ? "cascade" : "no action");
  }

  private Schema.Field field(ColumnDefinition column, String name) {
    boolean generated = column.getGenerationExpression().isPresent();
    Schema.Field field =
        generated
            ? new Schema.Field(
                name, Schema.create(Schema.Type.NULL), null, JsonProperties.NULL_VALUE)
            : new Schema.Field(name, type(column));
    if (!name.equals(column.getName())) {
      field.addProp(PropertyNames.NAME, column.getName());
    }
    field.addProp(PropertyNames.SQL_TYPE, column.getSqlType());
    field.addProp(PropertyNames.HIDDEN, String.valueOf(column.isHidden()));
    if (generated) {
      field.addProp(PropertyNames.NOT_NULL, String.valueOf(!column.isNullable()));
      field.addProp(PropertyNames.GENERATION, column.getGenerationExpression().get());
      field.addProp(PropertyNames.STORED, String.valueOf(column.isStored()));
    } else if (column.getIdentity().isPresent()) {
      field.addProp(PropertyNames.IDENTITY, "true");
      NonTableSchemas.addCounter(field, column.getIdentity().get());
    } else if (column.getDefaultExpression().isPresent()) {
      field.addProp(PropertyNames.DEFAULT, column.getDefaultExpression().get());
      column.getOnUpdateExpression().ifPresent(e -> field.addProp(PropertyNames.ON_UPDATE, e));
    }
    if (column.isPlacementKey()) {
      field.addProp(PropertyNames.PLACEMENT_KEY, "true");
    }
    NonTableSchemas.addOptions(field, column.getOptions(), dialect);
    return field;
  }

  private Schema type(ColumnDefinition column) {
    Schema type = AvroTypes.of(column.getType(), timestamps);
    return column.isNullable() ? AvroTypes.nullable(type) : type;
  }
}
