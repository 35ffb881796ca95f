package dev.lintel.templates;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.TarImage;
import dev.lintel.pipeline.options.CommandSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A folder on this machine: an image is a file that {@code docker load} accepts. */
record LocalFolder(Path folder, String tag) implements Destination {

  @Override
  public void check() throws IOException {
    Files.createDirectories(folder);
  }

  @Override
  public String imageName(CommandSpec job) {
    return Destination.localName(job, tag);
  }

  @Override
  public Containerizer containerizer(CommandSpec job) throws InvalidImageReferenceException {
    return Containerizer.to(TarImage.at(unfinished(job)).named(imageName(job)));
  }

  @Override
  public void finish(CommandSpec job) throws IOException {
    Files.move(unfinished(job), image(job), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Uses the tag: a digest names an image in a registry, and this image is not in a registry. */
  @Override
  public String imageInSpec(CommandSpec job, String digest) {
    return imageName(job);
  }

  @Override
  public String specFile(CommandSpec job) {
    return folder.resolve(TemplateSpec.fileName(job)).toString();
  }

  @Override
  public IOException explain(CommandSpec job, Exception failure) {
    return new IOException("%s cannot be made".formatted(image(job)), failure);
  }

  @Override
  public List<String> next(CommandSpec job) {
    return List.of(
        "Nothing was pushed. To have the image in a local Docker:",
        "  docker load --input=" + image(job));
  }

  private Path image(CommandSpec job) {
    return folder.resolve("lintel-%s.tar".formatted(Templates.inImageName(job)));
  }

  private Path unfinished(CommandSpec job) {
    return folder.resolve("lintel-%s.tar.unfinished".formatted(Templates.inImageName(job)));
  }
}
