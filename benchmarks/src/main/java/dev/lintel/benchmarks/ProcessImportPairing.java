package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./lintel import}, and Beam's pipelines and the plain client; whole processes. A CSV file,
 * of as many rows as the tables of OpenFlights have, and an Avro export.
 */
record ProcessImportPairing() implements Pairing {
  private static final int OPENFLIGHTS_ROWS = 81_523;

  @Override
  public String name() {
    return "process-import";
  }

  @Override
  public Names names() {
    return new Names(
        "./lintel import, whole process",
        "./lintel import",
        "Beam's IO and SpannerIO.write",
        "plain client, 2,000 rows a commit");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    int rows = run.extent().rows(OPENFLIGHTS_ROWS, 30_000);
    int exported = run.extent().rows(300_000, 50_000);
    return List.of(ofCsv(name(), run, rows), ofAvro(run, exported));
  }

  /** Measures the import of a CSV file of that many rows. */
  static PairingResult ofCsv(String name, BenchRun run, int count) throws Exception {
    SpannerServer server = run.servers().emulator();
    var programs = Programs.ready(run.home());
    SampleRows rows = SampleRows.good(count);
    try (var folder = TemporaryFolder.create()) {
      Path file = SampleCsvFile.write(rows, folder.path());
      return run.compareProcesses(
          name,
          server.name(),
          "s for %,d rows of CSV".formatted(count),
          Sides.of(
                  side(
                      "./lintel import",
                      server,
                      rows,
                      database ->
                          programs.lintel(
                              database,
                              "import",
                              "--input=" + file,
                              "--tableName=" + SampleRows.TABLE)))
              .withPeer(
                  side(
                      "TextIO.read and SpannerIO.write",
                      server,
                      rows,
                      database -> Programs.peer(PeerMain.Program.BEAM_IMPORT_CSV, database, file)))
              .withLimit(
                  side(
                      "plain client",
                      server,
                      rows,
                      database ->
                          Programs.peer(PeerMain.Program.PLAIN_IMPORT_CSV, database, file))));
    }
  }

  private PairingResult ofAvro(BenchRun run, int count) throws Exception {
    SpannerServer server = run.servers().emulator();
    var programs = Programs.ready(run.home());
    SampleRows rows = SampleRows.good(count);
    try (var exports = TemporaryFolder.create()) {
      Path folder = ImportPairing.export(server, rows, exports.path());
      return run.compareProcesses(
          name(),
          server.name(),
          "s for %,d rows of Avro".formatted(count),
          Sides.of(
                  side(
                      "./lintel import",
                      server,
                      rows,
                      database -> programs.lintel(database, "import", "--inputDir=" + folder)))
              .withPeer(
                  side(
                      "AvroIO.read and SpannerIO.write",
                      server,
                      rows,
                      database ->
                          Programs.peer(PeerMain.Program.BEAM_IMPORT_AVRO, database, folder))));
    }
  }

  @FunctionalInterface
  private interface Run {
    Timing on(EmulatorDatabase database) throws Exception;
  }

  private static Side side(String label, SpannerServer server, SampleRows rows, Run run) {
    return new Side(
        label,
        () -> {
          EmulatorDatabase database = server.newDatabase();
          try {
            Timing timing = run.on(database);
            Expected.rows(label, rows.count(), PlainClient.countRows(database));
            return timing;
          } finally {
            server.drop(database);
          }
        });
  }
}
