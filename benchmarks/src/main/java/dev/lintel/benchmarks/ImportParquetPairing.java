package dev.lintel.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** {@code ./lintel import} of a Parquet file, and ParquetIO.read with SpannerIO.write. */
record ImportParquetPairing() implements Pairing {

  @Override
  public String name() {
    return "import-parquet";
  }

  @Override
  public Names names() {
    return new Names(
        "Importing a Parquet file", "./lintel import", "ParquetIO.read and SpannerIO.write", "");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    SpannerServer server = run.servers().emulator();
    SampleRows rows = SampleRows.good(run.extent().rows(200_000, 50_000));
    Path file = SampleParquetFile.write(rows);
    return List.of(
        run.compareRates(
            name(),
            server,
            rows.count(),
            Sides.of(new WriteSide("import", ImportJob.ofFile(file), rows, server).side())
                .withPeer(
                    new WriteSide(
                            "ParquetIO.read and SpannerIO.write",
                            new ParquetIoPipeline(file),
                            rows,
                            server)
                        .side())));
  }
}
