package dev.lintel.pipeline.exportfolder;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.ChangeStreamDefinition;
import dev.lintel.ddl.ChangeStreamDefinition.WatchedTable;
import dev.lintel.ddl.CounterDefinition;
import dev.lintel.ddl.DdlOption;
import dev.lintel.ddl.FunctionDefinition;
import dev.lintel.ddl.ModelDefinition;
import dev.lintel.ddl.ModelDefinition.ModelColumn;
import dev.lintel.ddl.PlacementDefinition;
import dev.lintel.ddl.SequenceDefinition;
import dev.lintel.ddl.ViewDefinition;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** Makes the schemas of all objects but tables. */
final class NonTableSchemas {

  private static final String REQUIRED = "required";

  private final Dialect dialect;

  NonTableSchemas(Dialect dialect) {
    this.dialect = dialect;
  }

  /** A record with the properties that every object has. */
  static Schema record(String recordName, String spannerName, List<Schema.Field> fields) {
    Schema schema = Schema.createRecord(recordName, null, PropertyNames.NAMESPACE, false, fields);
    schema.addProp(PropertyNames.NAME, spannerName);
    schema.addProp(PropertyNames.FORMAT_VERSION, "1.0.0");
    schema.addProp(PropertyNames.STORAGE, "CloudSpanner");
    return schema;
  }

  static void addList(JsonProperties to, String prefix, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      to.addProp(prefix + i, values.get(i));
    }
  }

  static void addOptions(JsonProperties to, List<DdlOption> options, Dialect dialect) {
    addList(
        to,
        PropertyNames.OPTION,
        options.stream()
            .filter(option -> !option.value().equalsIgnoreCase("NULL"))
            .sorted(comparing(DdlOption::name))
            .map(option -> OptionText.of(option, dialect))
            .toList());
  }

  static void addCounter(JsonProperties to, CounterDefinition counter) {
    counter.kind().ifPresent(kind -> to.addProp(PropertyNames.SEQUENCE_KIND, kind));
    counter.skipRangeMin().ifPresent(n -> to.addProp(PropertyNames.SKIP_RANGE_MIN, n.toString()));
    counter.skipRangeMax().ifPresent(n -> to.addProp(PropertyNames.SKIP_RANGE_MAX, n.toString()));
    counter.startOfCopy().ifPresent(n -> to.addProp(PropertyNames.COUNTER_START, n.toString()));
  }

  Schema view(ViewDefinition view, String recordName) {
    Schema schema = record(recordName, view.name(), List.of());
    schema.addProp(PropertyNames.VIEW_QUERY, view.query());
    view.security()
        .ifPresent(security -> schema.addProp(PropertyNames.VIEW_SECURITY, security.name()));
    return schema;
  }

  Schema namedSchema(String name, String recordName) {
    Schema schema = record(recordName, name, List.of());
    schema.addProp(PropertyNames.ENTITY, PropertyNames.NAMED_SCHEMA_ENTITY);
    return schema;
  }

  Schema sequence(SequenceDefinition sequence, String recordName) {
    Schema schema = record(recordName, sequence.name(), List.of());
    CounterDefinition counter = sequence.counter();
    if (dialect == Dialect.POSTGRESQL) {
      addCounter(schema, counter);
      if (counter.kind().isEmpty()) {
        schema.addProp(PropertyNames.SEQUENCE_KIND, PropertyNames.DEFAULT_KIND);
      }
      return schema;
    }
    List<String> options = new ArrayList<>();
    String kind = counter.kind().orElse(PropertyNames.DEFAULT_KIND);
    options.add("sequence_kind=" + OptionText.literal(kind, dialect));
    counter.skipRangeMax().ifPresent(n -> options.add("skip_range_max=" + n));
    counter.skipRangeMin().ifPresent(n -> options.add("skip_range_min=" + n));
    counter.startOfCopy().ifPresent(n -> options.add("start_with_counter=" + n));
    addList(schema, PropertyNames.SEQUENCE_OPTION, options);
    return schema;
  }

  Schema changeStream(ChangeStreamDefinition stream, String recordName) {
    Schema schema = record(recordName, stream.name(), List.of());
    schema.addProp(PropertyNames.CHANGE_STREAM_FOR, forClause(stream));
    addOptions(schema, stream.options(), dialect);
    return schema;
  }

  private String forClause(ChangeStreamDefinition stream) {
    if (stream.watchesAll()) {
      return "FOR ALL";
    }
    return stream.tables().isEmpty()
        ? ""
        : stream.tables().stream()
            .sorted(comparing(WatchedTable::table))
            .map(this::watched)
            .collect(joining(", ", "FOR ", ""));
  }

  private String watched(WatchedTable watched) {
    return Identifiers.quoteQualified(dialect, watched.table())
        + watched
            .columns()
            .map(
                columns ->
                    columns.stream()
                        .sorted()
                        .map(column -> Identifiers.quote(dialect, column))
                        .collect(joining(", ", "(", ")")))
            .orElse("");
  }

  Schema model(ModelDefinition model, String recordName, String inputName, String outputName) {
    Schema schema =
        record(
            recordName,
            model.name(),
            List.of(
                new Schema.Field("Input", modelRecord(inputName, model.inputs())),
                new Schema.Field("Output", modelRecord(outputName, model.outputs()))));
    schema.addProp(PropertyNames.ENTITY, PropertyNames.MODEL_ENTITY);
    schema.addProp(PropertyNames.REMOTE, String.valueOf(model.remote()));
    addOptions(schema, model.options(), dialect);
    return schema;
  }

  private Schema modelRecord(String recordName, ImmutableList<ModelColumn> columns) {
    List<Schema.Field> fields = new ArrayList<>();
    for (ModelColumn column : columns) {
      // A record in a record needs a name of its own: that of the model's, with numbers.
      String structName = "struct_%s_%d".formatted(recordName, fields.size());
      Schema.Field field =
          new Schema.Field(column.name(), StructSchemas.of(column.type(), structName));
      field.addProp(PropertyNames.SQL_TYPE, column.sqlType());
      List<DdlOption> options = new ArrayList<>(column.options());
      if (options.stream().noneMatch(option -> option.name().equals(REQUIRED))) {
        options.add(new DdlOption(REQUIRED, "TRUE"));
      }
      addOptions(field, options, dialect);
      fields.add(field);
    }
    return Schema.createRecord(recordName, null, PropertyNames.NAMESPACE, false, fields);
  }

  Schema placement(PlacementDefinition placement, String recordName) {
    Schema schema = record(recordName, placement.name(), List.of());
    schema.addProp(PropertyNames.ENTITY, PropertyNames.PLACEMENT_ENTITY);
    addOptions(schema, placement.options(), dialect);
    return schema;
  }

  Schema function(FunctionDefinition function, String recordName) {
    Schema schema = record(recordName, function.name(), List.of());
    schema.addProp(PropertyNames.ENTITY, PropertyNames.FUNCTION_ENTITY);
    schema.addProp(PropertyNames.FUNCTION_NAME, function.name());
    function.returnType().ifPresent(type -> schema.addProp(PropertyNames.FUNCTION_TYPE, type));
    function
        .language()
        .ifPresent(language -> schema.addProp(PropertyNames.FUNCTION_LANGUAGE, language));
    function.body().ifPresent(body -> schema.addProp(PropertyNames.FUNCTION_BODY, body));
    function
        .security()
        .ifPresent(security -> schema.addProp(PropertyNames.FUNCTION_SECURITY, security.name()));
    addList(
        schema,
        PropertyNames.FUNCTION_PARAMETER,
        function.parameters().stream()
            .map(p -> Identifiers.quote(dialect, p.name()) + " " + p.type())
            .toList());
    addOptions(schema, function.options(), dialect);
    return schema;
  }
}
