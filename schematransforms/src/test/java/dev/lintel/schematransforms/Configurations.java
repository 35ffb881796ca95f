package dev.lintel.schematransforms;

import java.util.function.UnaryOperator;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.values.Row;

/** Configurations as other SDKs send them: rows. */
final class Configurations {
  private Configurations() {}

  static Row of(
      SchemaTransformProvider provider,
      String project,
      String instance,
      String database,
      UnaryOperator<Row.FieldValueBuilder> values) {
    Row.FieldValueBuilder row =
        Row.withSchema(provider.configurationSchema())
            .withFieldValue("project_id", project)
            .withFieldValue("instance_id", instance)
            .withFieldValue("database_id", database);
    return values.apply(row).build();
  }

  /** The value of {@code error_handling} that names the output {@code errors}. */
  static Row errors(SchemaTransformProvider provider) {
    Schema schema =
        provider.configurationSchema().getField("error_handling").getType().getRowSchema();
    return Row.withSchema(schema).addValues("errors").build();
  }
}
