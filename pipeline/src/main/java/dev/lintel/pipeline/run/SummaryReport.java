package dev.lintel.pipeline.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/** Hands a run summary on: printed for a person, and as a file for a program. */
public final class SummaryReport {

  private static final String LOCAL = "file";

  private SummaryReport() {}

  /** Prints the outcome and the figures, numbers aligned, with totals over several tables. */
  public static void print(RunSummary summary, PrintStream out) {
    out.println(SummaryTable.of(summary));
    out.flush();
  }

  /**
   * Writes the summary as one JSON object, replacing what is there. A reader sees the old file or
   * the whole new one: a local file is renamed into place, and an object store publishes an object
   * when it is complete.
   *
   * @param file any path that Beam's FileSystems writes, local or {@code gs://}
   * @throws IOException if it cannot be written; names the file
   */
  public static void write(RunSummary summary, String file) throws IOException {
    byte[] json = SummaryJson.of(summary).getBytes(StandardCharsets.UTF_8);
    ResourceId target = FileSystems.matchNewResource(file, /* isDirectory= */ false);
    try {
      if (!target.getScheme().equals(LOCAL)) {
        writeBytes(target, json);
        return;
      }
      ResourceId temporary =
          FileSystems.matchNewResource(file + "." + UUID.randomUUID() + ".tmp", false);
      try {
        writeBytes(temporary, json);
        FileSystems.rename(List.of(temporary), List.of(target));
      } catch (IOException e) {
        FileSystems.delete(List.of(temporary), StandardMoveOptions.IGNORE_MISSING_FILES);
        throw e;
      }
    } catch (IOException e) {
      throw new IOException("cannot write the summary to " + file, e);
    }
  }

  private static void writeBytes(ResourceId resource, byte[] bytes) throws IOException {
    try (OutputStream stream =
        Channels.newOutputStream(FileSystems.create(resource, MimeTypes.TEXT))) {
      stream.write(bytes);
    }
  }
}
