package dev.lintel.schematransforms;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class ErrorRowsTest {
  private static final Schema ROW = Schema.builder().addStringField("Name").build();

  /** The message of a pipeline that fails goes to logs. */
  @Test
  void theKeyInSpannersWordsIsNotInTheMessageOfThePipeline() {
    Schema schema = ErrorRows.schema(ROW);
    Row error =
        ErrorRows.of(
            schema,
            Row.withSchema(ROW).addValues("planted").build(),
            "ALREADY_EXISTS",
            "Table Customers: Row {String(\"planted\"), Int64(8277)} already exists.");
    Pipeline pipeline = Pipeline.create();
    ErrorRows.addTo(
        PCollectionRowTuple.empty(pipeline),
        null,
        PCollectionList.of(pipeline.apply(Create.of(error).withRowSchema(schema))),
        schema);

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining(
            "ALREADY_EXISTS: Table Customers: Row … already exists. (set error_handling to collect"
                + " the rows that fail)")
        .hasMessageNotContaining("planted")
        .hasMessageNotContaining("8277");
  }
}
