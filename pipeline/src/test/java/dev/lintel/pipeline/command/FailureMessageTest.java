package dev.lintel.pipeline.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.util.UserCodeException;
import org.junit.jupiter.api.Test;

class FailureMessageTest {

  @Test
  void leavesOutWrappers() {
    Throwable inner = new IOException("cannot read airports.dat");
    Throwable thrown =
        new PipelineExecutionException(
            UserCodeException.wrap(new ExecutionException(new RuntimeException(inner))));

    assertThat(FailureMessage.of(thrown)).isEqualTo("cannot read airports.dat");
  }

  @Test
  void addsACauseThatSaysMore() {
    assertThat(
            FailureMessage.of(
                new IOException(
                    "cannot write the summary to s.json",
                    new FileNotFoundException("/nowhere (No such file or directory)"))))
        .isEqualTo("cannot write the summary to s.json: /nowhere (No such file or directory)");
  }

  @Test
  void doesNotRepeatACauseThatTheMessageHas() {
    assertThat(
            FailureMessage.of(
                new IllegalStateException("failed: disk is full", new IOException("disk is full"))))
        .isEqualTo("failed: disk is full");
  }

  @Test
  void givenSpannersException_keepsTheCodeAndTheServersMessage() {
    SpannerException thrown =
        SpannerExceptionFactory.newSpannerException(
            ErrorCode.NOT_FOUND,
            "io.grpc.StatusRuntimeException: NOT_FOUND: "
                + "Database not found: projects/p/instances/i/databases/d",
            new IOException("NOT_FOUND: Database not found, says the transport"));

    assertThat(FailureMessage.of(new RuntimeException(thrown)))
        .isEqualTo("NOT_FOUND: Database not found: projects/p/instances/i/databases/d");
  }

  @Test
  void givenSpannersExceptionOfTheClientItself_keepsItsMessage() {
    assertThat(
            FailureMessage.of(
                SpannerExceptionFactory.newSpannerException(
                    ErrorCode.INVALID_ARGUMENT, "no such column: City")))
        .isEqualTo("INVALID_ARGUMENT: no such column: City");
  }

  @Test
  void givenNoMessage_namesTheException() {
    assertThat(FailureMessage.of(new NullPointerException())).isEqualTo("NullPointerException");
    assertThat(FailureMessage.of(new ArrayStoreException("4"))).isEqualTo("ArrayStoreException: 4");
  }

  @Test
  void isOneLineOfLimitedLength() {
    assertThat(FailureMessage.of(new IOException("first\n   second\r\nthird")))
        .isEqualTo("first second third");
    assertThat(FailureMessage.of(new IOException("long ".repeat(1000)))).hasSizeLessThan(2010);
  }
}
