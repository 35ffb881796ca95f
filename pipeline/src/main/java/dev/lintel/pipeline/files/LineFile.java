package dev.lintel.pipeline.files;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A file of lines in UTF-8 that appears under its name when it is complete, and only if it has a
 * line. A second attempt replaces the file of the first. Not thread-safe.
 *
 * <pre>{@code
 * try (var file = new LineFile(name)) {
 *   file.write(line);
 *   file.commit();
 * }
 * }</pre>
 */
public final class LineFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final ResourceId target;
  private final ResourceId temporary;
  private @Nullable OutputStream out;
  private boolean committed;

  /**
   * @param name any path that Beam's FileSystems writes
   */
  public LineFile(String name) {
    this.target = FileSystems.matchNewResource(name, /* isDirectory= */ false);
    this.temporary = FileSystems.matchNewResource(name + "." + UUID.randomUUID() + ".tmp", false);
  }

  /** Writes a line. */
  public void write(String line) throws IOException {
    if (out == null) {
      out =
          new BufferedOutputStream(
              Channels.newOutputStream(FileSystems.create(temporary, MimeTypes.TEXT)),
              BUFFER_BYTES);
    }
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  /**
   * Gives the file its name, and returns it; empty if there is no line and so no file. Nothing can
   * be written after that.
   */
  public Optional<String> commit() throws IOException {
    if (out == null) {
      return Optional.empty();
    }
    out.close();
    out = null;
    FileSystems.rename(List.of(temporary), List.of(target));
    committed = true;
    return Optional.of(target.toString());
  }

  /** Deletes what was written, unless it was committed. */
  @Override
  public void close() throws IOException {
    if (!committed && out != null) {
      try {
        out.close();
      } finally {
        FileSystems.delete(List.of(temporary), StandardMoveOptions.IGNORE_MISSING_FILES);
      }
    }
  }
}
