package dev.lintel.pipeline.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Reads a small text file in UTF-8 from any of Beam's file systems. */
public final class TextFile {
  private TextFile() {}

  /**
   * The whole text, without the byte order mark that some editors write.
   *
   * @param file a whole name, not a pattern: there may be brackets in it
   * @throws FileNotFoundException if there is no such file
   */
  public static String read(String file) throws IOException {
    ResourceId resource;
    try {
      resource = FileSystems.matchNewResource(file, /* isDirectory= */ false);
      if (resource.getScheme().equals("file")) {
        if (LocalFiles.isMissing(file)) {
          throw new FileNotFoundException("File spec %s not found".formatted(file));
        }
        // A file is opened by its path, not by a URL.
        resource = FileSystems.matchNewResource(LocalFiles.pathOf(file), /* isDirectory= */ false);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    try (InputStream stream = Channels.newInputStream(FileSystems.open(resource))) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }
}
