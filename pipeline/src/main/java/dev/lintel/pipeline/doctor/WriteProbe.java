package dev.lintel.pipeline.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/** A small file that is written to find out whether a folder can be written to. */
final class WriteProbe {
  private final ResourceId file;
  private final String content = UUID.randomUUID().toString();

  private WriteProbe(ResourceId folder) {
    this.file =
        folder.resolve(
            "lintel-doctor-" + UUID.randomUUID() + ".probe", StandardResolveOptions.RESOLVE_FILE);
  }

  /**
   * Writes a file with a unique name, reads it and deletes it.
   *
   * @param folder must exist, on file systems where a folder can be missing
   * @throws IOException if one of these fails; the file is deleted, or the message names it
   */
  static void in(ResourceId folder) throws IOException {
    var probe = new WriteProbe(folder);
    try {
      probe.write();
      probe.read();
    } catch (IOException | RuntimeException e) {
      try {
        probe.delete();
      } catch (IOException | RuntimeException ofDelete) {
        // After a failed write there may be nothing to delete.
        e.addSuppressed(ofDelete);
      }
      throw e;
    }
    probe.delete();
  }

  private void write() throws IOException {
    try (var channel = FileSystems.create(file, MimeTypes.TEXT)) {
      var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private void read() throws IOException {
    try (InputStream stream = Channels.newInputStream(FileSystems.open(file))) {
      if (!content.equals(new String(stream.readAllBytes(), StandardCharsets.UTF_8))) {
        throw new IOException("%s does not hold what was written to it".formatted(file));
      }
    }
  }

  private void delete() throws IOException {
    try {
      FileSystems.delete(List.of(file), StandardMoveOptions.IGNORE_MISSING_FILES);
    } catch (IOException e) {
      throw new IOException(
          "the probe file %s cannot be deleted: %s".formatted(file, e.getMessage()), e);
    }
  }
}
