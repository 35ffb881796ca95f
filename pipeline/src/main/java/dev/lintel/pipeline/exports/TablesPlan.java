package dev.lintel.pipeline.exports;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DdlScript;
import dev.lintel.ddl.DdlStatement;
import dev.lintel.ddl.SchemaScript;
import dev.lintel.pipeline.exportfolder.DatabaseOption;
import dev.lintel.pipeline.exportfolder.FolderDdl;
import dev.lintel.pipeline.exportfolder.ObjectSchema;
import dev.lintel.pipeline.exportfolder.ObjectSchemas;
import dev.lintel.pipeline.exportfolder.SpannerExport;
import dev.lintel.pipeline.exports.ExportPlan.ExportObject;
import dev.lintel.pipeline.exports.ExportTable.Since;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.schema.Column;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.Table;
import dev.lintel.transforms.ReadSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Plans the export of tables, of all or of some of them. */
final class TablesPlan {
  private final ExportSettings settings;
  private final DatabaseDefinition definition;
  private final ImmutableList<Table> tables;
  private final OtherObjects others;
  private final ImmutableMap<String, String> watermarkColumns;
  private final ImmutableMap<String, Since> windows;

  /** Which objects come with the tables. */
  enum OtherObjects {
    ALL,
    /** Only those that the tables need; other tables are none of them. */
    NEEDED
  }

  /**
   * @param tables those to export
   * @param others which objects come with them
   * @param watermarkColumns the commit-timestamp column of each table that has one
   * @param windows the window of rows of each table that is not exported whole
   */
  TablesPlan(
      ExportSettings settings,
      DatabaseDefinition definition,
      ImmutableList<Table> tables,
      OtherObjects others,
      ImmutableMap<String, String> watermarkColumns,
      ImmutableMap<String, Since> windows) {
    this.settings = settings;
    this.definition = definition;
    this.tables = tables;
    this.others = others;
    this.watermarkColumns = watermarkColumns;
    this.windows = windows;
  }

  ExportPlan plan(String folder, RunId runId, String databaseName) {
    ImmutableSet<String> names = tables.stream().map(Table::getName).collect(toImmutableSet());
    ImmutableList<ObjectSchema> objects = ObjectSchemas.of(definition, settings.timestamps());
    SchemaScript script = FolderDdl.script(definition, objects);
    if (others == OtherObjects.NEEDED) {
      script = script.forTables(names);
      Predicate<ObjectSchema> needed = needed(names, script);
      objects = objects.stream().filter(needed).collect(toImmutableList());
    }
    ExportNames fileNames = settings.names();
    ImmutableMap<String, String> stems =
        fileNames.stems(objects.stream().map(ObjectSchema::name).toList());
    ImmutableMap<String, ObjectSchema> ofTables =
        objects.stream()
            .filter(object -> object.kind() == ObjectSchema.Kind.TABLE)
            .collect(toImmutableMap(ObjectSchema::name, object -> object));
    return new ExportPlan(
        folder,
        settings.temporaryFolder(folder),
        runId.value(),
        databaseName,
        settings.format(),
        fileNames,
        tables.stream()
            .map(table -> table(table, stems.get(table.getName()), ofTables.get(table.getName())))
            .collect(toImmutableList()),
        objects.stream()
            .filter(object -> !names.contains(object.name()))
            .map(object -> new ExportObject(stems.get(object.name()), object.schema().toString()))
            .collect(toImmutableList()),
        spannerExport(definition, objects, stems, fileNames).toJson(),
        null,
        script.getBeforeRows(),
        script.getAfterRows(),
        settings.checksums(),
        null);
  }

  /** Selects these tables and what they need; views and the like may need other tables. */
  private Predicate<ObjectSchema> needed(Set<String> tables, SchemaScript script) {
    Set<DdlStatement.Kind> kinds =
        Set.of(
            DdlStatement.Kind.SEQUENCE,
            DdlStatement.Kind.SCHEMA,
            DdlStatement.Kind.PLACEMENT,
            DdlStatement.Kind.FUNCTION);
    Set<String> created =
        DdlScript.printed(definition.getDialect(), script.getBeforeRows()).getStatements().stream()
            .filter(statement -> kinds.contains(statement.getKind()))
            .flatMap(statement -> statement.getName().stream())
            .collect(toImmutableSet());
    return object ->
        switch (object.kind()) {
          case TABLE -> tables.contains(object.name());
          case SEQUENCE, NAMED_SCHEMA, PLACEMENT, FUNCTION -> created.contains(object.name());
          case VIEW, MODEL, PROPERTY_GRAPH, CHANGE_STREAM -> false;
        };
  }

  private ExportTable table(Table table, String stem, ObjectSchema schema) {
    // An import of the other columns generates the values of generated columns again.
    ImmutableList<Type.StructField> columns =
        table.getColumns().stream()
            .filter(Column::isWritable)
            .filter(Column::isReadable)
            .map(column -> Type.StructField.of(column.getName(), column.getType()))
            .collect(toImmutableList());
    Since window = windows.get(table.getName());
    List<String> names = columns.stream().map(Type.StructField::getName).toList();
    ReadSpec read =
        names.isEmpty()
            ? ReadSpec.ofQuery(rowsOf(table))
            : window == null
                ? ReadSpec.ofTable(table.getName()).withColumns(names)
                : ReadSpec.ofQuery(query(table, names, window));
    return new ExportTable(
        table.getName(),
        stem,
        columns,
        schema.schema().toString(),
        read,
        window,
        watermarkColumns.get(table.getName()));
  }

  /** A read of a table needs a column. */
  private String rowsOf(Table table) {
    return "SELECT 1 FROM " + Identifiers.quoteQualified(definition.getDialect(), table.getName());
  }

  /** The end of the window is the snapshot: what was written later is not in it. */
  private Statement query(Table table, List<String> columns, Since since) {
    Dialect dialect = definition.getDialect();
    String list =
        columns.stream()
            .map(column -> Identifiers.quote(dialect, column))
            .collect(Collectors.joining(", "));
    String sql =
        "SELECT %s FROM %s WHERE %s > %s"
            .formatted(
                list,
                Identifiers.quoteQualified(dialect, table.getName()),
                Identifiers.quote(dialect, since.column()),
                dialect == Dialect.POSTGRESQL ? "$1" : "@p1");
    return Statement.newBuilder(sql).bind("p1").to(Timestamp.parseTimestamp(since.time())).build();
  }

  private static SpannerExport spannerExport(
      DatabaseDefinition definition,
      ImmutableList<ObjectSchema> objects,
      ImmutableMap<String, String> stems,
      ExportNames names) {
    var manifests = Maps.transformValues(stems, names::manifest);
    return new SpannerExport(
        items(
            objects,
            manifests,
            ObjectSchema.Kind.TABLE,
            ObjectSchema.Kind.VIEW,
            ObjectSchema.Kind.MODEL,
            ObjectSchema.Kind.NAMED_SCHEMA,
            ObjectSchema.Kind.PROPERTY_GRAPH),
        DatabaseOption.of(definition),
        items(objects, manifests, ObjectSchema.Kind.CHANGE_STREAM),
        SpannerExport.nameOf(definition.getDialect()),
        items(objects, manifests, ObjectSchema.Kind.SEQUENCE),
        items(objects, manifests, ObjectSchema.Kind.PLACEMENT),
        items(objects, manifests, ObjectSchema.Kind.FUNCTION),
        null,
        definition.getProtoBundle());
  }

  private static ImmutableList<SpannerExport.Item> items(
      ImmutableList<ObjectSchema> objects,
      Map<String, String> manifests,
      ObjectSchema.Kind... kinds) {
    return objects.stream()
        .filter(object -> List.of(kinds).contains(object.kind()))
        .map(object -> SpannerExport.Item.of(object.name(), manifests.get(object.name())))
        .collect(toImmutableList());
  }
}
