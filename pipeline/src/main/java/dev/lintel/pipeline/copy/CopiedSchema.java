package dev.lintel.pipeline.copy;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.SchemaScript;
import dev.lintel.ddl.TranslatedSchema;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.load.DesiredSchema;
import dev.lintel.pipeline.load.TargetDialect;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the destination is to have: the schema of the source as it is, or, if the destination has
 * another dialect or the spec changes columns, its tables translated. Both have what comes after
 * the rows of tables that are there already, too: an earlier copy may have stopped before it. Not
 * thread-safe.
 */
final class CopiedSchema {
  private static final String OPTION = "--sourceDatabaseId";

  private static final String TABLE_FIX =
      "; create the table in the destination, and copy creates the others";

  private static final String OTHER_FIX =
      " is not translated; name the tables with --tableNames, which leaves out all other objects";

  private final CopyOptions options;
  private final SourceDatabase source;
  private final Optional<DatabaseSchema> existing;
  private ImmutableList<String> problems = ImmutableList.of();
  private ImmutableList<String> notes = ImmutableList.of();

  /**
   * @param existing the tables of the destination; empty if there is no such database
   */
  CopiedSchema(CopyOptions options, SourceDatabase source, Optional<DatabaseSchema> existing) {
    this.options = options;
    this.source = source;
    this.existing = existing;
  }

  /** What has no counterpart in the destination; complete when the schema was asked for. */
  ImmutableList<String> problems() {
    return problems;
  }

  /** What is left out of the schema because columns or other tables are. */
  ImmutableList<String> notes() {
    return notes;
  }

  /**
   * The schema for a destination of that dialect.
   *
   * @param ofDatabase empty if there is no database yet
   * @throws UsageException if the options name another dialect than the database has
   */
  DesiredSchema desired(Optional<Dialect> ofDatabase) {
    Optional<Dialect> given =
        Optional.ofNullable(options.getDestinationDialect()).map(TargetDialect::dialect);
    if (ofDatabase.isPresent() && given.isPresent() && !given.equals(ofDatabase)) {
      throw new UsageException(
          "--destinationDialect: it is %s, and the database is %s"
              .formatted(given.get(), ofDatabase.get()));
    }
    Dialect dialect = ofDatabase.or(() -> given).orElse(source.dialect());
    boolean isAsItIs =
        dialect == source.dialect()
            && source.shapes().stream().noneMatch(shape -> shape.spec().changesColumns());
    return DesiredSchema.ofDatabase(
        OPTION, isAsItIs ? asItIs() : translated(dialect), options.getDestinationDatabaseId());
  }

  private SchemaScript asItIs() {
    SchemaScript script = SchemaScript.of(source.definition());
    if (options.getTableNames() == null) {
      return script;
    }
    Set<String> copied =
        source.shapes().stream().map(shape -> shape.source().getName()).collect(toImmutableSet());
    Set<String> there =
        existing.stream()
            .flatMap(schema -> schema.getTables().stream())
            .map(Table::getName)
            .collect(toImmutableSet());
    ImmutableList.Builder<String> left = ImmutableList.builder();
    for (TableShape shape : source.shapes()) {
      for (ForeignKey key : shape.source().getForeignKeys()) {
        String referenced = key.getReferencedTable();
        if (!copied.contains(referenced) && !there.contains(referenced)) {
          left.add(
              "table %s: the foreign key %s is not created, because %s is %s"
                  .formatted(
                      shape.source().getName(),
                      key.getName(),
                      referenced,
                      // DDL does not find a table under another spelling.
                      existing
                          .flatMap(schema -> schema.findTable(referenced))
                          .map(table -> "spelled " + table.getName() + " in the destination")
                          .orElse("not")));
        }
      }
    }
    notes = left.build();
    return script.forTables(copied, there);
  }

  private SchemaScript translated(Dialect dialect) {
    TranslatedSchema translated =
        TranslatedSchema.of(
            source.definition(),
            dialect,
            source.shapes().stream().map(CopiedSchema::part).toList(),
            existing.orElseGet(() -> DatabaseSchema.of(dialect, List.of())),
            options.getTableNames() != null);
    problems =
        translated.problems().stream()
            .map(
                problem ->
                    problem.startsWith("table ")
                        ? OPTION + ": " + problem + TABLE_FIX
                        : OPTION + ": " + problem + OTHER_FIX)
            .collect(toImmutableList());
    notes = translated.notes();
    return SchemaScript.of(dialect, translated.statements());
  }

  private static TranslatedSchema.Part part(TableShape shape) {
    return new TranslatedSchema.Part(
        shape.source().getName(),
        shape.columns().stream()
            .collect(
                toImmutableMap(
                    column -> column.source().getName(), TableShape.ShapedColumn::target)));
  }
}
