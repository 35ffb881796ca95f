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
 * Builds images and writes them to the destination. Layers that the images share are compressed
 * once. The same jars always give the same digest, on any machine, because Jib sets a fixed time on
 * files and images.
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

  /**
   * Builds a job's image and writes it to the destination.
   *
   * @return the digest of the image
   */
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

  /**
   * Waits for threads that still run after a failure, because they would write to the folder again,
   * and deletes it.
   */
  @Override
  public void close() throws IOException {
    MoreExecutors.shutdownAndAwaitTermination(threads, GIVEN_UP_AFTER);
    MoreFiles.deleteRecursively(layers, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
