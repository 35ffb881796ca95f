package dev.lintel.pipeline.summary;

import dev.lintel.pipeline.files.AtomicFile;
import java.io.IOException;
import java.io.PrintStream;

/** Prints a run summary for the user, and writes it to a file for programs. */
public final class SummaryReport {

  private SummaryReport() {}

  /**
   * Prints the state and the figures in aligned columns, with totals if there are several tables.
   */
  public static void print(RunSummary summary, PrintStream out) {
    out.println(SummaryTable.of(summary));
    out.flush();
  }

  /** The summary as one JSON object, as {@link #write} writes it. */
  public static String json(RunSummary summary) {
    return SummaryJson.of(summary);
  }

  /**
   * Writes the summary as one JSON object, and replaces an existing file. A reader sees the old
   * file or the complete new one: a local file is renamed into place, and an object store shows an
   * object when it is complete.
   *
   * @param file any path that Beam's FileSystems writes, local or {@code gs://}
   * @throws IOException if it cannot be written; names the file
   */
  public static void write(RunSummary summary, String file) throws IOException {
    try {
      AtomicFile.write(file, SummaryJson.of(summary));
    } catch (IOException e) {
      throw new IOException("cannot write the summary to " + file, e);
    }
  }
}
