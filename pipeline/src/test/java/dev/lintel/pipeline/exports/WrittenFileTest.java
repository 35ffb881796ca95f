package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.files.FileDigest;
import org.apache.beam.sdk.testing.CoderProperties;
import org.junit.jupiter.api.Test;

class WrittenFileTest {
  private static final WrittenFile FILE =
      new WrittenFile(
          "sales.Übersicht",
          1_000,
          1_001,
          "/out/x-1000-a",
          Long.MAX_VALUE,
          new FileDigest(1L << 40, "1B2M2Y8AsgTpgAmY7PhCfg==", "4waSgw=="),
          "2026-11-24T08:00:00.000000001Z");

  @Test
  void aFileComesBackFromItsCoder() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(new WrittenFile.Coder(), FILE);
    CoderProperties.coderDeterministic(
        new WrittenFile.Coder(),
        FILE,
        new WrittenFile(
            FILE.table(),
            FILE.number(),
            FILE.count(),
            FILE.file(),
            FILE.rows(),
            new FileDigest(FILE.digest().bytes(), FILE.digest().md5(), FILE.digest().crc32c()),
            FILE.readTimestamp()));
  }

  @Test
  void aPartitionWithoutRowsHasNoFile() {
    assertThat(FILE.hasRows()).isTrue();
    assertThat(new WrittenFile("T", 0, 1, "", 0, FileDigest.NONE, "2026-11-24T08:00:00Z").hasRows())
        .isFalse();
  }
}
