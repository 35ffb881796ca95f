package dev.lintel.pipeline.job;

import java.io.IOException;
import org.apache.beam.sdk.PipelineResult;

/** Cancels a pipeline that runs elsewhere if this process ends before it is closed. */
final class CancelOnExit implements AutoCloseable {

  private final Thread hook;

  private CancelOnExit(Thread hook) {
    this.hook = hook;
  }

  static CancelOnExit of(PipelineResult result) {
    var hook =
        new Thread(
            () -> {
              try {
                result.cancel();
              } catch (IOException | RuntimeException e) {
                // Nobody is left to tell.
              }
            },
            "cancel the pipeline");
    Runtime.getRuntime().addShutdownHook(hook);
    return new CancelOnExit(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending.
    }
  }
}
