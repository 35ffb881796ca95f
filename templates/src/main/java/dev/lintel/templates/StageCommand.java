package dev.lintel.templates;

import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.options.CommandSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;

/** {@code ./lintel stage}: builds the images of the jobs and writes their specs. */
final class StageCommand implements Command<StageOptions> {

  private static final String JSON = "application/json";

  private final CloudEndpoints endpoints;
  private final PackagedPipeline.Source source;

  StageCommand() {
    this(CloudEndpoints.google(), PackagedPipeline::running);
  }

  StageCommand(CloudEndpoints endpoints, PackagedPipeline.Source source) {
    this.endpoints = endpoints;
    this.source = source;
  }

  @Override
  public Class<StageOptions> optionsType() {
    return StageOptions.class;
  }

  @Override
  public ExitStatus run(StageOptions options, Environment environment)
      throws IOException, InterruptedException {
    StagePlan plan = StagePlan.of(options, endpoints);
    PackagedPipeline pipeline = source.get();
    plan.destination().check();
    Map<CommandSpec, String> digests = buildAll(plan, pipeline, environment);
    // After all images, so that a spec that exists names an image that exists.
    for (Map.Entry<CommandSpec, String> image : digests.entrySet()) {
      writeSpec(plan.destination(), image.getKey(), image.getValue());
      environment.out().println("spec   " + plan.destination().specFile(image.getKey()));
    }
    environment.out().println();
    plan.destination().next(plan.jobs().get(0)).forEach(environment.out()::println);
    return ExitStatus.SUCCEEDED;
  }

  private static Map<CommandSpec, String> buildAll(
      StagePlan plan, PackagedPipeline pipeline, Environment environment)
      throws IOException, InterruptedException {
    PrintStream out = environment.out();
    Map<CommandSpec, String> digests = new LinkedHashMap<>();
    try (ImageBuilder builder = new ImageBuilder(plan.base(), plan.destination())) {
      for (CommandSpec job : plan.jobs()) {
        environment
            .console()
            .status(
                "%s, image %d of %d"
                    .formatted(
                        plan.destination().imageName(job), digests.size() + 1, plan.jobs().size()));
        ImageLayout layout = ImageLayout.of(pipeline, job.name());
        String digest = builder.build(job, layout);
        environment.console().status("");
        digests.put(job, digest);
        out.printf(
            "image  %s  %s  %.0f MB of jars %s%n",
            plan.destination().imageName(job),
            digest,
            bytes(layout) / 1e6,
            plan.base().described());
      }
    } finally {
      environment.console().status("");
    }
    return digests;
  }

  private static long bytes(ImageLayout layout) throws IOException {
    long bytes = 0;
    for (ImageLayout.Layer layer : layout.layers()) {
      for (ImageLayout.Placed placed : layer.files()) {
        bytes += Files.size(placed.file());
      }
    }
    return bytes;
  }

  private static void writeSpec(Destination destination, CommandSpec job, String digest)
      throws IOException {
    String file = destination.specFile(job);
    String spec = TemplateSpec.of(destination.imageInSpec(job, digest), job);
    try (OutputStream output =
        Channels.newOutputStream(
            FileSystems.create(FileSystems.matchNewResource(file, false), JSON))) {
      output.write(spec.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be written, though the images are there; get %s on this place, then run the same command again"
              .formatted(file, LaunchAdvice.BUCKET_ROLE),
          e);
    }
  }
}
