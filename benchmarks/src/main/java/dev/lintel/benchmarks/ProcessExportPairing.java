package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.nio.file.Path;
import java.util.List;

/** {@code ./lintel export} to Avro, and SpannerIO.read with AvroIO.write; whole processes. */
record ProcessExportPairing() implements Pairing {

  @Override
  public String name() {
    return "process-export";
  }

  @Override
  public Names names() {
    return new Names(
        "./lintel export, whole process", "./lintel export", "SpannerIO.read and AvroIO.write", "");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    SpannerServer server = run.servers().emulator();
    int rows = run.extent().rows(300_000, 50_000);
    var programs = Programs.ready(run.home());
    EmulatorDatabase source = server.newDatabase(SampleRows.good(rows));
    PairingResult result =
        run.compareProcesses(
            name(),
            server.name(),
            "s for %,d rows".formatted(rows),
            Sides.of(
                    side(
                        "./lintel export",
                        rows,
                        folder -> programs.lintel(source, "export", "--outputDir=" + folder)))
                .withPeer(
                    side(
                        "SpannerIO.read and AvroIO.write",
                        rows,
                        folder -> Programs.peer(PeerMain.Program.BEAM_EXPORT, source, folder))));
    server.drop(source);
    return List.of(result);
  }

  @FunctionalInterface
  private interface Run {
    Timing to(Path folder) throws Exception;
  }

  private static Side side(String label, int rows, Run run) {
    return new Side(
        label,
        () -> {
          try (var folder = TemporaryFolder.create()) {
            Timing timing = run.to(folder.path());
            Expected.rows(label, rows, AvroFiles.countRows(folder.path()));
            return timing;
          }
        });
  }
}
