package dev.lintel.pipeline.exportfolder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.convert.AvroNames;
import dev.lintel.convert.AvroTypes.Timestamps;
import dev.lintel.ddl.ChangeStreamDefinition;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.FunctionDefinition;
import dev.lintel.ddl.ModelDefinition;
import dev.lintel.ddl.PlacementDefinition;
import dev.lintel.ddl.SequenceDefinition;
import dev.lintel.ddl.TableDefinition;
import dev.lintel.ddl.ViewDefinition;
import dev.lintel.pipeline.exportfolder.ObjectSchema.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * Makes the object schemas of a database: the same that Google's export makes, property by
 * property, so that its import reads them. Pure; safe to call from any thread.
 *
 * <p>A name that Avro cannot spell is spelled differently, and the real name is in the property
 * {@code spannerName}, of fields, too. No two records have the same name.
 */
public final class ObjectSchemas {

  /** Stands in no name of a GoogleSQL object. */
  private static final String INPUT = "/Input";

  private static final String OUTPUT = "/Output";

  private final DatabaseDefinition definition;
  private final ImmutableMap<String, String> recordNames;
  private final List<ObjectSchema> schemas = new ArrayList<>();

  private ObjectSchemas(DatabaseDefinition definition) {
    this.definition = definition;
    this.recordNames = recordNames(definition);
  }

  /**
   * The schemas of all objects.
   *
   * @param timestamps how the data files will have timestamps
   * @throws IllegalArgumentException if a column has a type that no value can be read of
   */
  public static ImmutableList<ObjectSchema> of(
      DatabaseDefinition definition, Timestamps timestamps) {
    ObjectSchemas made = new ObjectSchemas(definition);
    made.addTables(timestamps);
    made.addOthers();
    return ImmutableList.copyOf(made.schemas);
  }

  /**
   * What a database has and its export will not: statements, clauses of tables and options of the
   * database, in words to be shown to who exports.
   */
  public static ImmutableList<String> notExpressible(DatabaseDefinition definition) {
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    texts.addAll(definition.getNotExpressible());
    definition.getOptions().stream()
        .filter(option -> !DatabaseOption.isExported(option))
        .forEach(option -> texts.add("ALTER DATABASE: " + option.name() + " = " + option.value()));
    return texts.build();
  }

  private void addTables(Timestamps timestamps) {
    TableSchemas tables = new TableSchemas(definition, timestamps);
    for (TableDefinition table : definition.getTables()) {
      add(table.getName(), Kind.TABLE, tables.of(table, recordNames.get(table.getName())));
    }
  }

  private void addOthers() {
    NonTableSchemas others = new NonTableSchemas(definition.getDialect());
    for (ViewDefinition view : definition.getViews()) {
      add(view.name(), Kind.VIEW, others.view(view, recordNames.get(view.name())));
    }
    for (ModelDefinition model : definition.getModels()) {
      add(
          model.name(),
          Kind.MODEL,
          others.model(
              model,
              recordNames.get(model.name()),
              recordNames.get(model.name() + INPUT),
              recordNames.get(model.name() + OUTPUT)));
    }
    for (String schema : definition.getNamedSchemas()) {
      add(schema, Kind.NAMED_SCHEMA, others.namedSchema(schema, recordNames.get(schema)));
    }
    for (SequenceDefinition sequence : definition.getSequences()) {
      String name = sequence.name();
      add(name, Kind.SEQUENCE, others.sequence(sequence, recordNames.get(name)));
    }
    for (ChangeStreamDefinition stream : definition.getChangeStreams()) {
      String name = stream.name();
      add(name, Kind.CHANGE_STREAM, others.changeStream(stream, recordNames.get(name)));
    }
    for (PlacementDefinition placement : definition.getPlacements()) {
      String name = placement.name();
      add(name, Kind.PLACEMENT, others.placement(placement, recordNames.get(name)));
    }
    for (FunctionDefinition function : definition.getFunctions()) {
      String name = function.name();
      add(name, Kind.FUNCTION, others.function(function, recordNames.get(name)));
    }
  }

  private void add(String name, Kind kind, Schema schema) {
    schemas.add(new ObjectSchema(name, kind, schema));
  }

  private static ImmutableMap<String, String> recordNames(DatabaseDefinition definition) {
    List<String> names = new ArrayList<>();
    addNames(names, definition.getTables(), TableDefinition::getName);
    addNames(names, definition.getViews(), ViewDefinition::name);
    addNames(names, definition.getModels(), ModelDefinition::name);
    addNames(names, definition.getModels(), model -> model.name() + INPUT);
    addNames(names, definition.getModels(), model -> model.name() + OUTPUT);
    addNames(names, definition.getNamedSchemas(), name -> name);
    addNames(names, definition.getSequences(), SequenceDefinition::name);
    addNames(names, definition.getChangeStreams(), ChangeStreamDefinition::name);
    addNames(names, definition.getPlacements(), PlacementDefinition::name);
    addNames(names, definition.getFunctions(), FunctionDefinition::name);
    return AvroNames.of(names.stream().distinct().toList());
  }

  private static <T> void addNames(List<String> names, List<T> objects, Function<T, String> name) {
    objects.forEach(object -> names.add(name.apply(object)));
  }
}
