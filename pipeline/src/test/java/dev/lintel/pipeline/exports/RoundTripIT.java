package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.pipeline.formats.RecordFormat;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is exported in any format and imported again is the same database. */
@Timeout(300)
@ExtendWith(SpannerEmulatorExtension.class)
class RoundTripIT {
  private static EmulatorDatabase googleSql;

  /** Timestamps of Parquet have microseconds, unless another option is given. */
  private static EmulatorDatabase googleSqlInMicroseconds;

  private static EmulatorDatabase postgreSql;

  @TempDir private Path folder;

  @BeforeAll
  static void makeDatabases(SpannerEmulator emulator) throws Exception {
    List<String> rows = RichDatabase.rows(Dialect.GOOGLE_STANDARD_SQL);
    googleSql = RichDatabase.create(emulator, Dialect.GOOGLE_STANDARD_SQL, rows);
    googleSqlInMicroseconds =
        RichDatabase.create(
            emulator,
            Dialect.GOOGLE_STANDARD_SQL,
            rows.stream()
                .map(row -> row.replaceAll("[.](\\d{3})\\d{3}(\\d{3})Z", ".$1$2Z"))
                .toList());
    postgreSql =
        RichDatabase.create(emulator, Dialect.POSTGRESQL, RichDatabase.rows(Dialect.POSTGRESQL));
  }

  @ParameterizedTest
  @EnumSource
  void googleSqlDatabaseIsRestored(RecordFormat format, SpannerEmulator emulator) throws Exception {
    assertRestored(
        format == RecordFormat.PARQUET ? googleSqlInMicroseconds : googleSql, format, emulator);
  }

  @ParameterizedTest
  @EnumSource
  void postgreSqlDatabaseIsRestored(RecordFormat format, SpannerEmulator emulator)
      throws Exception {
    assertRestored(postgreSql, format, emulator);
  }

  private void assertRestored(
      EmulatorDatabase original, RecordFormat format, SpannerEmulator emulator) throws Exception {
    DatabaseContents expected = DatabaseContents.of(original);
    assertThat(expected.tables()).hasSizeGreaterThan(30);

    Path export = JobCommands.export(original, folder, "--format=" + format.optionName());
    EmulatorDatabase copy = JobCommands.load(emulator, original.dialect(), export);

    DatabaseContents.of(copy).assertSame(expected);
  }
}
