package dev.lintel.pipeline.exportfolder;

import static java.util.stream.Collectors.joining;

import com.google.cloud.spanner.Dialect;
import com.google.common.base.Ascii;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Composes the statements that make objects other than tables. */
final class NonTableDdl {

  private static final String DEFAULT_KIND = "sequence_kind=\"default\"";

  private final Dialect dialect;

  NonTableDdl(Dialect dialect) {
    this.dialect = dialect;
  }

  String namedSchema(ObjectSchema object) {
    return "CREATE SCHEMA " + name(object);
  }

  /** Exports that do not state the security are from before there was any but the invoker's. */
  String view(ObjectSchema object) {
    Properties properties = properties(object);
    return "CREATE VIEW %s SQL SECURITY %s AS %s"
        .formatted(
            name(object),
            security(properties, PropertyNames.VIEW_SECURITY),
            properties.get(PropertyNames.VIEW_QUERY));
  }

  String sequence(ObjectSchema object) {
    Properties properties = properties(object);
    String clauses;
    if (properties.has(PropertyNames.SEQUENCE_OPTION + 0)) {
      List<String> options = new ArrayList<>(properties.list(PropertyNames.SEQUENCE_OPTION));
      // The value for a kind that was not given.
      options.remove(DEFAULT_KIND);
      clauses = options.isEmpty() ? "" : "OPTIONS (" + String.join(", ", options) + ")";
    } else {
      clauses = CounterProperties.clauses(properties, dialect);
    }
    return ("CREATE SEQUENCE " + name(object) + " " + clauses).strip();
  }

  String changeStream(ObjectSchema object) {
    Properties properties = properties(object);
    return ("CREATE CHANGE STREAM "
                + name(object)
                + " "
                + properties.get(PropertyNames.CHANGE_STREAM_FOR).strip())
            .strip()
        + options(properties, dialect == Dialect.POSTGRESQL ? " WITH (" : " OPTIONS (");
  }

  String placement(ObjectSchema object) {
    return "CREATE PLACEMENT "
        + name(object)
        + options(properties(object), dialect == Dialect.POSTGRESQL ? " WITH (" : " OPTIONS (");
  }

  String model(ObjectSchema object) {
    Properties properties = properties(object);
    return "CREATE MODEL %s INPUT (%s) OUTPUT (%s)%s%s"
        .formatted(
            name(object),
            modelColumns(object, "Input"),
            modelColumns(object, "Output"),
            properties.isTrue(PropertyNames.REMOTE) ? " REMOTE" : "",
            options(properties, " OPTIONS ("));
  }

  private String modelColumns(ObjectSchema object, String direction) {
    Schema.Field columns = object.schema().getField(direction);
    if (columns == null || columns.schema().getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException(
          "%s: the schema of a model has no record %s".formatted(object.name(), direction));
    }
    return columns.schema().getFields().stream()
        .map(field -> modelColumn(object.name() + "." + direction + "." + field.name(), field))
        .collect(joining(", "));
  }

  private String modelColumn(String owner, Schema.Field field) {
    Properties properties = new Properties(owner, field);
    List<String> options =
        properties.list(PropertyNames.OPTION).stream()
            // What is said of every column that does not say otherwise.
            .filter(option -> !option.equalsIgnoreCase("required=TRUE"))
            .toList();
    return Identifiers.quote(dialect, ObjectSchema.columnName(field))
        + " "
        + properties
            .find(PropertyNames.SQL_TYPE)
            .orElseGet(() -> InferredTypes.sqlType(dialect, owner, field.schema()))
        + (options.isEmpty() ? "" : " OPTIONS (" + String.join(", ", options) + ")");
  }

  String function(ObjectSchema object) {
    Properties properties = properties(object);
    String returns =
        properties.find(PropertyNames.FUNCTION_TYPE).map(type -> " RETURNS " + type).orElse("");
    Optional<String> language = properties.find(PropertyNames.FUNCTION_LANGUAGE);
    boolean remote = language.filter("REMOTE"::equalsIgnoreCase).isPresent();
    // Spanner reports the language SQL, and does not accept it.
    String languageClause =
        language
            .filter(name -> !name.equalsIgnoreCase("SQL"))
            .map(name -> (remote ? " NOT DETERMINISTIC LANGUAGE " : " LANGUAGE ") + name)
            .orElse("");
    String security =
        properties.has(PropertyNames.FUNCTION_SECURITY) && !remote
            ? " SQL SECURITY " + security(properties, PropertyNames.FUNCTION_SECURITY)
            : "";
    String function =
        Identifiers.quoteQualified(
            dialect, properties.find(PropertyNames.FUNCTION_NAME).orElse(object.name()));
    return "CREATE FUNCTION %s(%s)%s%s%s%s%s"
        .formatted(
            function,
            String.join(", ", properties.list(PropertyNames.FUNCTION_PARAMETER)),
            returns,
            languageClause,
            security,
            options(properties, " OPTIONS ("),
            remote ? "" : " AS (" + properties.get(PropertyNames.FUNCTION_BODY) + ")");
  }

  private static String security(Properties properties, String property) {
    String security = Ascii.toUpperCase(properties.find(property).orElse("INVOKER"));
    if (!security.equals("INVOKER") && !security.equals("DEFINER")) {
      throw properties.bad(property, "which is neither INVOKER nor DEFINER");
    }
    return security;
  }

  private static String options(Properties properties, String opening) {
    List<String> options = properties.list(PropertyNames.OPTION);
    return options.isEmpty() ? "" : opening + String.join(", ", options) + ")";
  }

  private String name(ObjectSchema object) {
    return Identifiers.quoteQualified(dialect, object.name());
  }

  private static Properties properties(ObjectSchema object) {
    return new Properties(object.name(), object.schema());
  }
}
