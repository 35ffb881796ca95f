package dev.lintel.pipeline.purge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.KeySet;
import dev.lintel.convert.KeySetToJson;
import dev.lintel.failure.FailedRecord;
import dev.lintel.pipeline.formats.RejectedRecord;
import dev.lintel.pipeline.formats.RejectedRecordWriter;
import dev.lintel.pipeline.summary.RejectionMetrics;
import dev.lintel.schema.Table;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Converts a row that could not be deleted to the line of JSON of a rejected record, whose values
 * are those of the key. (A DoFn has another {@code Key}, an annotation.)
 */
final class DescribeFailedFn extends DoFn<FailedRecord<com.google.cloud.spanner.Key>, String> {
  private final Table table;
  private final RejectionMetrics rejections = RejectionMetrics.create();

  DescribeFailedFn(Table table) {
    this.table = table;
  }

  @ProcessElement
  public void process(
      @Element FailedRecord<com.google.cloud.spanner.Key> failure, OutputReceiver<String> out) {
    rejections.increment(table.getName(), failure.getErrorCode().name(), failure.getMessage());
    out.output(
        RejectedRecordWriter.toLine(
            new RejectedRecord(
                table.getName(),
                failure.getErrorCode().name(),
                failure.getMessage(),
                Optional.empty(),
                new RejectedRecord.Values(named(failure.getElement())))));
  }

  private ObjectNode named(com.google.cloud.spanner.Key key) {
    JsonNode parts = KeySetToJson.convert(KeySet.singleKey(key)).get("key");
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < parts.size(); i++) {
      values.set(table.getPrimaryKey().get(i).getColumn(), parts.get(i));
    }
    return values;
  }
}
