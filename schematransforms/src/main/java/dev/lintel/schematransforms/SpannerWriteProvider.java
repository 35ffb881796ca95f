package dev.lintel.schematransforms;

import com.google.auto.service.AutoService;
import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.MutationCoder;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import dev.lintel.transforms.WriteRows;
import dev.lintel.transforms.WriteRowsResult;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.schemas.transforms.TypedSchemaTransformProvider;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * {@link WriteRows} as a schema transform: rows as {@code input}, and those that are written as
 * {@code output}.
 */
@AutoService(SchemaTransformProvider.class)
public final class SpannerWriteProvider extends TypedSchemaTransformProvider<WriteConfiguration> {

  @Override
  public String identifier() {
    return Tags.urn("write");
  }

  @Override
  public String description() {
    return "Writes rows to a table of Spanner. One row that cannot be written costs only itself: it"
        + " becomes an error with Spanner's own code and message, and the others are written. The"
        + " fields of the rows are converted to the types of the columns, which are read from the"
        + " database while the pipeline is built.";
  }

  @Override
  public List<String> inputCollectionNames() {
    return ImmutableList.of(Tags.INPUT);
  }

  @Override
  public List<String> outputCollectionNames() {
    return ImmutableList.of(Tags.OUTPUT, Tags.ERRORS);
  }

  @Override
  protected SchemaTransform from(WriteConfiguration configuration) {
    return new Write(configuration, configuration.operation());
  }

  private static final class Write extends SchemaTransform {
    private final WriteConfiguration configuration;
    private final Mutation.Op operation;

    Write(WriteConfiguration configuration, Mutation.Op operation) {
      this.configuration = configuration;
      this.operation = operation;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      DatabaseSchema database = configuration.readSchema();
      Table table = configuration.table(database, configuration.getTable());
      Schema schema = input.get(Tags.INPUT).getSchema();
      Schema errors = ErrorRows.schema(schema);
      RowShape shape = RowShape.of(schema, table, operation);
      var converted =
          ConvertRows.apply(
              input.get(Tags.INPUT),
              errors,
              configuration.getErrorHandling(),
              shape::toMutation,
              MutationCoder.of());
      WriteRowsResult result =
          converted
              .converted()
              .apply(
                  "Write rows",
                  WriteRows.to(configuration.connection())
                      .withSchema(database)
                      .withRequestOptions(configuration.requestOptions()));
      return ErrorRows.addTo(
          PCollectionRowTuple.of(
              Tags.OUTPUT,
              result
                  .getWritten()
                  .apply("Written rows", MapElements.into(TypeDescriptors.rows()).via(shape::toRow))
                  .setRowSchema(schema)),
          configuration.getErrorHandling(),
          PCollectionList.of(converted.errors())
              .and(
                  result
                      .getFailed()
                      .apply(
                          "Failed rows",
                          MapElements.into(TypeDescriptors.rows())
                              .via(
                                  failure ->
                                      ErrorRows.of(
                                          errors, shape.toRow(failure.getElement()), failure)))
                      .setRowSchema(errors)),
          errors);
    }
  }
}
