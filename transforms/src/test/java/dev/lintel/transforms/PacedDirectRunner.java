package dev.lintel.transforms;

import java.lang.reflect.Field;
import java.util.concurrent.ExecutorService;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * The direct runner with a monitor that pauses between its rounds. The runner's own never pauses
 * while one of its threads is free (Beam issue 18070), which takes a whole processor from the
 * emulator and from tests in other processes. Threads, bundles and checks are the direct runner's.
 *
 * <p>Beam has no setting for it, so this replaces the executor to which the monitor submits its
 * next round, and nothing else, in a private field.
 */
public final class PacedDirectRunner extends PipelineRunner<PipelineResult> {

  private final DirectOptions options;

  private PacedDirectRunner(DirectOptions options) {
    this.options = options;
  }

  /** As Beam creates a runner that {@code --runner} names. */
  public static PacedDirectRunner fromOptions(PipelineOptions options) {
    return new PacedDirectRunner(options.as(DirectOptions.class));
  }

  /** An empty pipeline that runs here. */
  public static Pipeline newPipeline() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(PacedDirectRunner.class);
    return Pipeline.create(options);
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    boolean blocks = options.isBlockOnRun();
    options.setBlockOnRun(false);
    PipelineResult result = DirectRunner.fromOptions(options).run(pipeline);
    pace(result);
    options.setBlockOnRun(blocks);
    if (blocks) {
      result.waitUntilFinish();
    }
    return result;
  }

  /** Makes the monitor of a pipeline that the direct runner has started pause from now on. */
  static PacedExecutor pace(PipelineResult result) {
    try {
      Object executor = field(result, "executor").get(result);
      Field threads = field(executor, "executorService");
      var paced = new PacedExecutor((ExecutorService) threads.get(executor));
      threads.set(executor, paced);
      return paced;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The direct runner is not what it was in Beam 2.71.0", e);
    }
  }

  private static Field field(Object owner, String name) throws NoSuchFieldException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
