package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.formats.RecordFormat;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases without a single row. */
@Timeout(300)
class WithoutRowsIT {

  @ParameterizedTest
  @EnumSource
  @SpannerDatabase(
      ddl = {
        "CREATE TABLE Parent (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)",
        """
        CREATE TABLE Child (Id INT64 NOT NULL, ChildId INT64 NOT NULL) PRIMARY KEY (Id, ChildId),
          INTERLEAVE IN PARENT Parent
        """
      })
  void databaseOfEmptyTablesIsRestored(
      RecordFormat format,
      EmulatorDatabase original,
      SpannerEmulator emulator,
      @TempDir Path folder)
      throws Exception {
    DatabaseContents expected = DatabaseContents.of(original);
    assertThat(expected.tables()).hasSize(2);

    Path export = JobCommands.export(original, folder, "--format=" + format.optionName());

    DatabaseContents.of(JobCommands.load(emulator, original.dialect(), export))
        .assertSame(expected);
  }
}
