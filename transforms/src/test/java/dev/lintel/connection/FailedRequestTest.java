package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.DatabaseNotFoundException;
import com.google.cloud.spanner.SessionNotFoundException;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import com.google.rpc.ResourceInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailedRequestTest {
  private static final String SUBJECT =
      "Commit in projects/p/instances/i/databases/d at https://spanner.googleapis.com";

  private static SpannerException notFound(String type, String name, String words) {
    var trailers = new Metadata();
    trailers.put(
        ProtoUtils.keyForProto(ResourceInfo.getDefaultInstance()),
        ResourceInfo.newBuilder()
            .setResourceType("type.googleapis.com/google.spanner." + type)
            .setResourceName(name)
            .build());
    return SpannerExceptionFactory.asSpannerException(
        Status.NOT_FOUND.withDescription(words).asRuntimeException(trailers));
  }

  /** Its class stays: by that, a writer knows that no row is at fault. */
  @Test
  void aSessionThatIsGoneForGoodIsReportedWithTheEndpoint() {
    SpannerException gone = notFound("v1.Session", "s", "Session not found: s");

    assertThat(FailedRequest.of(gone, SUBJECT, Duration.ofMillis(5100)))
        .isInstanceOf(SessionNotFoundException.class)
        .hasMessageStartingWith(
            "NOT_FOUND: " + SUBJECT + " failed after 5.1 s: Session not found: s");
  }

  @Test
  void aDatabaseThatIsGoneIsReportedWithTheEndpoint() {
    SpannerException gone = notFound("admin.database.v1.Database", "d", "Database not found: d");

    SpannerException said = FailedRequest.of(gone, SUBJECT, Duration.ofMillis(100));

    assertThat(said)
        .isInstanceOf(DatabaseNotFoundException.class)
        .hasMessageStartingWith(
            "NOT_FOUND: " + SUBJECT + " failed after 0.1 s: Database not found: d");
    assertThat(FailedRequest.of(said, "Another", Duration.ofMillis(900))).isSameAs(said);
  }

  @Test
  void aRowThatIsMissingIsNoFailureOfTheService() {
    SpannerException missing =
        SpannerExceptionFactory.asSpannerException(
            Status.NOT_FOUND.withDescription("Parent row is missing").asRuntimeException());

    assertThat(FailedRequest.of(missing, SUBJECT, Duration.ofMillis(1))).isSameAs(missing);
  }

  @ParameterizedTest
  @CsvSource({"PT900S,900", "PT0.5S,0.5", "PT24H,86400", "PT0S,0", "PT0.001S,0.001", "PT1.5S,1.5"})
  void limitsAreInSeconds_noneIsZero(Duration limit, String words) {
    assertThat(FailedRequest.limit(limit)).isEqualTo(words);
  }
}
