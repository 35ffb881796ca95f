package dev.lintel.pipeline.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/** Writes a small text file so that a reader never sees a part of it. */
public final class AtomicFile {
  private static final String LOCAL = "file";

  private AtomicFile() {}

  /**
   * Writes the file, replacing what is there. A reader sees the old file or the whole new one: a
   * local file is renamed into place, and an object store publishes an object when it is complete.
   *
   * @param file any path that Beam's FileSystems writes, local or {@code gs://}
   */
  public static void write(String file, String text) throws IOException {
    ResourceId target = FileSystems.matchNewResource(file, /* isDirectory= */ false);
    if (!target.getScheme().equals(LOCAL)) {
      writeTo(target, text);
      return;
    }
    ResourceId temporary =
        FileSystems.matchNewResource(file + "." + UUID.randomUUID() + ".tmp", false);
    try {
      writeTo(temporary, text);
      FileSystems.rename(List.of(temporary), List.of(target));
    } catch (IOException e) {
      FileSystems.delete(List.of(temporary), StandardMoveOptions.IGNORE_MISSING_FILES);
      throw e;
    }
  }

  private static void writeTo(ResourceId resource, String text) throws IOException {
    try (OutputStream stream =
        Channels.newOutputStream(FileSystems.create(resource, MimeTypes.TEXT))) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
