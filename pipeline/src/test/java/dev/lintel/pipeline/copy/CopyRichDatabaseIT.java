package dev.lintel.pipeline.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.pipeline.exports.DatabaseContents;
import dev.lintel.pipeline.exports.RichDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a database with everything is the same database. */
@Timeout(120)
@ExtendWith(SpannerEmulatorExtension.class)
class CopyRichDatabaseIT {
  @TempDir private Path folder;

  @Test
  void inGoogleSqlTheCopyHasTheSameSchemaAndRows(SpannerEmulator emulator) throws Exception {
    assertCopied(Dialect.GOOGLE_STANDARD_SQL, emulator);
  }

  @Test
  @Tag("long")
  void inPostgreSqlTheCopyHasTheSameSchemaAndRows(SpannerEmulator emulator) throws Exception {
    assertCopied(Dialect.POSTGRESQL, emulator);
  }

  private void assertCopied(Dialect dialect, SpannerEmulator emulator) throws Exception {
    EmulatorDatabase original = RichDatabase.create(emulator, dialect, RichDatabase.rows(dialect));
    DatabaseContents expected = DatabaseContents.of(original);
    assertThat(expected.tables()).hasSizeGreaterThan(30);
    EmulatorDatabase copy = CopyRun.newDatabase(emulator, dialect);

    Path summary = folder.resolve("summary.json");
    CopyRun.succeeding(original, copy, "--summaryFile=" + summary);

    DatabaseContents.of(copy).assertSame(expected);
    // The test has opened one to the source, and lets it linger.
    assertThat(new ObjectMapper().readTree(summary.toFile()).path("connectionsOpened").asLong())
        .isEqualTo(1);
  }
}
