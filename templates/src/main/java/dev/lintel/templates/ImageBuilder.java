package dev.lintel.templates;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.util.concurrent.MoreExecutors;
import dev.lintel.pipeline.options.CommandSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes images and puts them where they go. What the images have in common is compressed once. The
 * same jars give the same digest, whenever and wherever they are put into an image: Jib gives files
 * and images a fixed time.
 */
final class ImageBuilder implements AutoCloseable {

  private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(1);

  private final BaseImage base;
  private final Destination destination;
  private final Path layers;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  ImageBuilder(BaseImage base, Destination destination) throws IOException {
    this.base = base;
    this.destination = destination;
    this.layers = Files.createTempDirectory("lintel-stage-");
  }

  /** The digest of the image, once it is there. */
  String build(CommandSpec job, ImageLayout layout) throws IOException, InterruptedException {
    try {
      JibContainerBuilder image = base.begin().setEnvironment(layout.environment());
      layout.layers().forEach(layer -> image.addFileEntriesLayer(entries(layer)));
      Containerizer containerizer =
          destination
              .containerizer(job)
              .setToolName("lintel")
              .setToolVersion(PackagedPipeline.version())
              .setApplicationLayersCache(layers)
              .setExecutorService(threads)
              .addEventHandler(LogEvent.class, Registries::log);
      String digest = image.containerize(containerizer).getDigest().toString();
      destination.finish(job);
      return digest;
    } catch (RegistryException | ExecutionException | IOException e) {
      throw explain(job, e);
    } catch (CacheDirectoryCreationException e) {
      throw new IOException("Jib's cache of base images cannot be made", e);
    } catch (InvalidImageReferenceException e) {
      throw new IllegalStateException("names of images are checked before", e);
    }
  }

  private IOException explain(CommandSpec job, Exception failure) {
    return base.inRegistry()
        .map(name -> new PullFailure(name, destination.imageName(job)))
        .filter(pull -> pull.isOf(failure))
        .map(pull -> pull.explain(failure))
        .orElseGet(() -> destination.explain(job, failure));
  }

  private static FileEntriesLayer entries(ImageLayout.Layer layer) {
    FileEntriesLayer.Builder entries = FileEntriesLayer.builder().setName(layer.name());
    for (ImageLayout.Placed placed : layer.files()) {
      entries.addEntry(placed.file(), AbsoluteUnixPath.get(placed.target()));
    }
    return entries.build();
  }

  /** Waits for what is still under way after a failure: it would write to the folder again. */
  @Override
  public void close() throws IOException {
    MoreExecutors.shutdownAndAwaitTermination(threads, GIVEN_UP_AFTER);
    MoreFiles.deleteRecursively(layers, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
