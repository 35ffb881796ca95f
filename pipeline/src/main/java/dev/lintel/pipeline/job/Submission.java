package dev.lintel.pipeline.job;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableSet;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.runners.dataflow.DataflowClient;

/** Handing a job to Dataflow or to a Flink cluster. */
final class Submission {

  private static final String CREATE_JOB = "createJob";

  // Flink is not on the class path of other jobs.
  private static final String FLINK_SUBMISSION = "JobSubmissionException";
  private static final String FLINK_ANSWER = "RestClientException";

  /**
   * Answers that do not rule out that this request or an earlier attempt of it created the job: it
   * took too long, a job of this name exists, or the request was cancelled.
   */
  private static final ImmutableSet<Integer> UNCLEAR = ImmutableSet.of(408, 409, 499);

  private Submission() {}

  /**
   * Whether a job may run although its runner threw this: it has sent the job, and has got no
   * answer that refuses it.
   */
  static boolean mayHaveArrived(Throwable thrown) {
    List<Throwable> chain = Throwables.getCausalChain(thrown);
    return (chain.stream().anyMatch(Submission::isOfCreateJob)
            && chain.stream().noneMatch(Submission::isRefusalOfDataflow))
        || (chain.stream().anyMatch(cause -> isNamed(cause, FLINK_SUBMISSION))
            && chain.stream().noneMatch(Submission::isRefusalOfFlink));
  }

  /** As opposed to an exception from the upload of the files before. */
  private static boolean isOfCreateJob(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .anyMatch(
            call ->
                call.getClassName().equals(DataflowClient.class.getName())
                    && call.getMethodName().equals(CREATE_JOB));
  }

  private static boolean isRefusalOfDataflow(Throwable thrown) {
    return thrown instanceof GoogleJsonResponseException answer
        && answer.getStatusCode() / 100 == 4
        && !UNCLEAR.contains(answer.getStatusCode());
  }

  /** Nobody listens, or the cluster says what is wrong. */
  private static boolean isRefusalOfFlink(Throwable thrown) {
    return thrown instanceof ConnectException
        || (isNamed(thrown, FLINK_ANSWER)
            // A part of the cluster did not answer another in time.
            && !Strings.nullToEmpty(thrown.getMessage()).contains("Timeout"));
  }

  private static boolean isNamed(Throwable thrown, String simpleName) {
    return thrown.getClass().getSimpleName().equals(simpleName);
  }
}
