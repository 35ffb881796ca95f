package dev.lintel.pipeline.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Reads a small text file in UTF-8 from any of Beam's file systems. */
public final class TextFile {
  private TextFile() {}

  /** The whole text, without the byte order mark that some editors write. */
  public static String read(String file) throws IOException {
    ResourceId resource;
    try {
      resource = FileSystems.matchSingleFileSpec(file).resourceId();
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    try (InputStream stream = Channels.newInputStream(FileSystems.open(resource))) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }
}
