package dev.lintel.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ResultSets;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InformationSchemaTest {

  @Test
  void anInterruptedCallerDoesNotWaitForAView() {
    var answer = new CountDownLatch(1);
    var asked = new CountDownLatch(1);
    var context =
        (ReadContext)
            Proxy.newProxyInstance(
                ReadContext.class.getClassLoader(),
                new Class<?>[] {ReadContext.class},
                (proxy, method, args) -> {
                  if (!args[0].toString().contains("information_schema.tables")) {
                    asked.countDown();
                    // Not for ever, so that a caller that does wait fails the test.
                    assertThat(answer.await(50, TimeUnit.SECONDS)).isTrue();
                  }
                  return ResultSets.forRows(
                      Type.struct(
                          Type.StructField.of("table_schema", Type.string()),
                          Type.StructField.of("table_name", Type.string())),
                      List.of(
                          Struct.newBuilder()
                              .set("table_schema")
                              .to("information_schema")
                              .set("table_name")
                              .to("columns")
                              .build()));
                });
    var schema = new InformationSchema(context, Dialect.GOOGLE_STANDARD_SQL);
    schema.ask("columns");
    try {
      asked.await();
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> schema.rows("columns"))
          .isInstanceOfSatisfying(
              SpannerException.class,
              e -> assertThat(e.getErrorCode()).isEqualTo(ErrorCode.CANCELLED));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      answer.countDown();
      // For the next test of this thread.
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(schema.rows("columns")).hasSize(1);
  }
}
