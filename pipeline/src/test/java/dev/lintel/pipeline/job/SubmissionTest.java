package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

/** Exceptions of Flink have these names; those of Dataflow are in {@code DataflowRunsIT}. */
class SubmissionTest {

  private static final class JobSubmissionException extends Exception {
    private static final long serialVersionUID = 1;

    JobSubmissionException(Throwable cause) {
      super("Failed to submit JobGraph.", cause);
    }
  }

  private static final class RestClientException extends Exception {
    private static final long serialVersionUID = 1;

    RestClientException(String message) {
      super(message);
    }
  }

  private static boolean mayHaveArrived(Throwable cause) {
    return Submission.mayHaveArrived(
        new RuntimeException("Pipeline execution failed", new JobSubmissionException(cause)));
  }

  @Test
  void aFlinkClusterThatBrokeOff_mayHaveTheJob() {
    assertThat(mayHaveArrived(new IOException("Connection reset by peer"))).isTrue();
    assertThat(
            mayHaveArrived(
                new RestClientException("[AskTimeoutException: timed out after 10000 ms]")))
        .isTrue();
  }

  @Test
  void aFlinkClusterThatIsNotThereOrRefuses_hasNoJob() {
    assertThat(mayHaveArrived(new ConnectException("Connection refused"))).isFalse();
    assertThat(mayHaveArrived(new RestClientException("[Could not set up JobManager]"))).isFalse();
  }

  @Test
  void whatFailsBeforeTheSubmission_isNoSubmission() {
    assertThat(Submission.mayHaveArrived(new RuntimeException("Could not stage files"))).isFalse();
    assertThat(Submission.mayHaveArrived(new RuntimeException(new IOException("no bucket"))))
        .isFalse();
  }
}
