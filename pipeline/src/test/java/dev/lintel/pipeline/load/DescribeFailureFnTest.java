package dev.lintel.pipeline.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import dev.lintel.coders.FailedRecordCoder;
import dev.lintel.coders.MutationCoder;
import dev.lintel.failure.FailedRecord;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;

class DescribeFailureFnTest {
  @Test
  void writesAndDeletesAreDescribedByTheirColumnsOrKeys() {
    var pipeline = Pipeline.create();
    PAssert.that(
            pipeline
                .apply(
                    Create.of(
                            failed(Mutation.newInsertBuilder("T").set("Id").to(1).build()),
                            failed(Mutation.delete("T", Key.of(2, "b"))),
                            failed(
                                Mutation.delete(
                                    "T", KeySet.range(KeyRange.closedOpen(Key.of(3), Key.of(4))))))
                        .withCoder(FailedRecordCoder.of(MutationCoder.of())))
                .apply(ParDo.of(new DescribeFailureFn())))
        .containsInAnyOrder(
            line("{\"Id\":\"1\"}"),
            line("{\"key\":[\"2\",\"b\"]}"),
            line("{\"ranges\":[{\"startClosed\":[\"3\"],\"endOpen\":[\"4\"]}]}"));

    PipelineResult result = pipeline.run();

    result.waitUntilFinish();
    assertThat(TableMetrics.read(result)).isEqualTo(Map.of("T", Map.of(TableFigure.FAILED, 3L)));
  }

  private static FailedRecord<Mutation> failed(Mutation mutation) {
    return FailedRecord.of("T", mutation, ErrorCode.FAILED_PRECONDITION, "has children");
  }

  private static String line(String record) {
    return "{\"table\":\"T\",\"errorCode\":\"FAILED_PRECONDITION\",\"message\":\"has children\","
        + "\"record\":"
        + record
        + "}";
  }
}
