package dev.lintel.benchmarks;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Spanner;
import dev.lintel.emulator.EmulatorDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The client library alone: the lines of a CSV file, one commit after the other. */
record PlainCsvImport(Path file) implements WriteMethod {
  private static final int ROWS_A_COMMIT = 2_000;

  @Override
  public void write(SampleRows rows, EmulatorDatabase target) {
    try (Spanner spanner = PlainClient.open(target);
        BufferedReader lines = Files.newBufferedReader(file)) {
      var client = PlainClient.clientOf(spanner, target);
      List<Mutation> batch = new ArrayList<>(ROWS_A_COMMIT);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        batch.add(SampleCsvFile.row(line));
        if (batch.size() == ROWS_A_COMMIT) {
          client.writeAtLeastOnce(batch);
          batch.clear();
        }
      }
      if (!batch.isEmpty()) {
        client.writeAtLeastOnce(batch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
