package dev.lintel.pipeline.job;

import dev.lintel.pipeline.ledger.Watermarks;
import java.util.Optional;

/** For a run without a job key: nothing is recorded. */
record NoKey() implements RunKey {

  @Override
  public Optional<Watermarks> watermarks() {
    return Optional.empty();
  }

  @Override
  public void beforeStart(Prepared prepared) {}

  @Override
  public void afterStart() {}

  @Override
  public void nameDataflowJob(String id) {}

  @Override
  public void checkHeld() {}

  @Override
  public void pipelineFailed() {}

  @Override
  public void fail(Throwable reason) {}

  @Override
  public void close() {}
}
