package dev.lintel.pipeline.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.exports.DatabaseContents;
import dev.lintel.pipeline.exports.RichDatabase;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A copy of a database with everything is the same database. */
@Timeout(120)
@ExtendWith(SpannerEmulatorExtension.class)
class CopyRichDatabaseIT {

  @ParameterizedTest
  @EnumSource(names = {"GOOGLE_STANDARD_SQL", "POSTGRESQL"})
  void theCopyHasTheSameSchemaAndRows(Dialect dialect, SpannerEmulator emulator) throws Exception {
    EmulatorDatabase original = RichDatabase.create(emulator, dialect, RichDatabase.rows(dialect));
    DatabaseContents expected = DatabaseContents.of(original);
    assertThat(expected.tables()).hasSizeGreaterThan(30);
    EmulatorDatabase copy = CopyRun.newDatabase(emulator, dialect);

    CommandRun run = CopyRun.succeeding(original, copy);

    DatabaseContents.of(copy).assertSame(expected);
    assertThat(run.out()).contains("connections opened: 2");
  }
}
