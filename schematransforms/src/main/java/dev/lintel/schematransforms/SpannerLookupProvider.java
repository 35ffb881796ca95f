package dev.lintel.schematransforms;

import com.google.auto.service.AutoService;
import com.google.cloud.spanner.ErrorCode;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.transforms.LookupRows;
import dev.lintel.transforms.LookupRowsResult;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.schemas.transforms.TypedSchemaTransformProvider;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * {@link LookupRows} as a schema transform: rows as {@code input}, and each of them with the
 * columns of its row in the table as {@code output}, once for each row that it has there.
 */
@AutoService(SchemaTransformProvider.class)
public final class SpannerLookupProvider extends TypedSchemaTransformProvider<LookupConfiguration> {

  @Override
  public String identifier() {
    return Tags.urn("lookup");
  }

  @Override
  public String description() {
    return "Looks up rows of a table of Spanner by key, and adds their columns to the input rows. A"
        + " key that several rows share is read once, hundreds of keys with one request. An input"
        + " row with several rows in the table is output once for each of them.";
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
  protected SchemaTransform from(LookupConfiguration configuration) {
    return new Lookup(configuration, configuration.lookup());
  }

  private static final class Lookup extends SchemaTransform {
    private final LookupConfiguration configuration;
    private final LookupRows<Row> lookup;

    Lookup(LookupConfiguration configuration, LookupRows<Row> lookup) {
      this.configuration = configuration;
      this.lookup = lookup;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      DatabaseSchema database = configuration.readSchema();
      PCollection<Row> rows = input.get(Tags.INPUT);
      Schema errors = ErrorRows.schema(rows.getSchema());
      AddedColumns added = configuration.added(database, rows.getSchema());
      LookupRowsResult<Row> result =
          rows.apply("Look up rows", lookup.withSchema(database).withColumns(added.columns()));
      String table = configuration.getTable();
      return ErrorRows.addTo(
          PCollectionRowTuple.of(
              Tags.OUTPUT,
              result
                  .getFound()
                  .apply(
                      "Add columns", FlatMapElements.into(TypeDescriptors.rows()).via(added::addTo))
                  .setRowSchema(added.schema())),
          configuration.getErrorHandling(),
          PCollectionList.of(
                  result
                      .getFailed()
                      .apply(
                          "Failed rows",
                          MapElements.into(TypeDescriptors.rows())
                              .via(failure -> ErrorRows.of(errors, failure.getElement(), failure)))
                      .setRowSchema(errors))
              .and(
                  result
                      .getMissing()
                      .apply(
                          "Missing rows",
                          MapElements.into(TypeDescriptors.rows())
                              .via(
                                  row ->
                                      ErrorRows.of(
                                          errors,
                                          row,
                                          ErrorCode.NOT_FOUND.name(),
                                          "No row of table %s has this key".formatted(table))))
                      .setRowSchema(errors)),
          errors);
    }
  }
}
