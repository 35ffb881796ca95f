package dev.lintel.schematransforms;

import com.google.auto.service.AutoService;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.lintel.coders.KeyCoder;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import dev.lintel.transforms.DeleteRows;
import dev.lintel.transforms.DeleteRowsResult;
import dev.lintel.transforms.KeyParts;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.schemas.transforms.Select;
import org.apache.beam.sdk.schemas.transforms.TypedSchemaTransformProvider;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * {@link DeleteRows} as a schema transform: rows with keys as {@code input}, and the keys that were
 * deleted as {@code output}, those whose rows did not meet the condition as {@code changed}.
 */
@AutoService(SchemaTransformProvider.class)
public final class SpannerDeleteProvider extends TypedSchemaTransformProvider<DeleteConfiguration> {

  /** The keys whose rows do not meet the condition, or do not exist. */
  private static final String CHANGED = "changed";

  @Override
  public String identifier() {
    return Tags.urn("delete");
  }

  @Override
  public String description() {
    return "Deletes the rows of a table of Spanner whose keys are in the input, each only if it"
        + " still meets a condition when it is deleted. The keys of deleted rows are the output,"
        + " those of rows that do not meet the condition are the output changed, and those that"
        + " Spanner rejects are errors with its code and message.";
  }

  @Override
  public List<String> inputCollectionNames() {
    return ImmutableList.of(Tags.INPUT);
  }

  @Override
  public List<String> outputCollectionNames() {
    return ImmutableList.of(Tags.OUTPUT, CHANGED, Tags.ERRORS);
  }

  @Override
  protected SchemaTransform from(DeleteConfiguration configuration) {
    // Fails here for what is wrong by itself.
    return new Delete(configuration, configuration.delete());
  }

  private static final class Delete extends SchemaTransform {
    private final DeleteConfiguration configuration;
    private final DeleteRows delete;

    Delete(DeleteConfiguration configuration, DeleteRows delete) {
      this.configuration = configuration;
      this.delete = delete;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      DatabaseSchema database = configuration.readSchema();
      Table table = configuration.table(database, configuration.getTable());
      ImmutableList<String> key =
          table.getPrimaryKey().stream()
              .map(KeyPart::getColumn)
              .collect(ImmutableList.toImmutableList());
      Schema schema = RowShape.select(input.get(Tags.INPUT).getSchema(), key);
      Schema errors = ErrorRows.schema(schema);
      // An update needs the key and nothing else.
      RowShape shape = RowShape.of(schema, table, Mutation.Op.UPDATE);
      PCollection<Row> keys =
          input
              .get(Tags.INPUT)
              .apply(
                  "Select keys",
                  Select.<Row>fieldNames(schema.getFieldNames().toArray(new String[0])))
              .setRowSchema(schema);
      var converted =
          ConvertRows.apply(
              keys,
              errors,
              configuration.getErrorHandling(),
              row -> keyOf(key, shape.toMutation(row)),
              KeyCoder.of());
      DeleteRowsResult result =
          converted.converted().apply("Delete rows", delete.withSchema(database));
      return ErrorRows.addTo(
          PCollectionRowTuple.of(
                  Tags.OUTPUT,
                  result
                      .getDeleted()
                      .apply("Deleted", MapElements.into(TypeDescriptors.rows()).via(shape::toRow))
                      .setRowSchema(schema))
              .and(
                  CHANGED,
                  result
                      .getChanged()
                      .apply("Changed", MapElements.into(TypeDescriptors.rows()).via(shape::toRow))
                      .setRowSchema(schema)),
          configuration.getErrorHandling(),
          PCollectionList.of(converted.errors())
              .and(
                  result
                      .getFailed()
                      .apply(
                          "Failed keys",
                          MapElements.into(TypeDescriptors.rows())
                              .via(
                                  failure ->
                                      ErrorRows.of(
                                          errors, shape.toRow(failure.getElement()), failure)))
                      .setRowSchema(errors)),
          errors);
    }

    /** By name: of the order of the fields depends which rows are deleted. */
    private static Key keyOf(ImmutableList<String> columns, Mutation row) {
      Map<String, Value> values = row.asMap();
      return KeyParts.keyOf(Lists.transform(columns, values::get));
    }
  }
}
