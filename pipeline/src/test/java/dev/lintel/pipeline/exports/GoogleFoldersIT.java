package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.exportfolder.SampleDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Import and export beside the folders that Google's exporter has written of known databases. */
@Timeout(300)
@ExtendWith(SpannerEmulatorExtension.class)
class GoogleFoldersIT {

  /** Google's exporter does not keep the order of elements of NUMERIC and JSON arrays. */
  private static final String ORDER_OF_ELEMENTS =
      """
      UPDATE Arrays
      SET N = [NULL, NUMERIC '2', NUMERIC '3.25', NUMERIC '-1'],
        J = [NULL, JSON '2', JSON '{"k":1}', JSON 'null']
      WHERE Id = 2
      """;

  /** What came before the export with logical types, which fails of arrays that are null. */
  private static final String NO_NULL_ARRAYS = "UPDATE Arrays SET T = [] WHERE T IS NULL";

  /** What becomes of timestamps as logical types. */
  private static final List<String> MICROSECONDS =
      List.of(
          "UPDATE Scalars SET T = TIMESTAMP_TRUNC(T, MICROSECOND) WHERE T IS NOT NULL",
          "UPDATE ScalarsReq SET T = TIMESTAMP_TRUNC(T, MICROSECOND) WHERE TRUE",
          """
          UPDATE Arrays SET T = ARRAY(
            SELECT TIMESTAMP_TRUNC(t, MICROSECOND) FROM UNNEST(T) AS t WITH OFFSET AS o ORDER BY o)
          WHERE TRUE
          """);

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("dev.lintel.pipeline.exportfolder.SampleDatabase#all")
  void importOfGooglesFolderMakesTheDatabase(SampleDatabase sample, SpannerEmulator emulator)
      throws Exception {
    EmulatorDatabase copy = JobCommands.load(emulator, sample.dialect(), sample.path());

    assertSame(copy, exported(sample, emulator));

    CommandRun verify = CommandRun.on(copy, "verify", "--against=" + sample.path());
    assertThat(verify.status()).as(verify.out() + verify.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(verify.out())
        .contains("(the export does not say of which time it is)")
        .doesNotContain("Schema of");
  }

  @ParameterizedTest
  @MethodSource("dev.lintel.pipeline.exportfolder.SampleDatabase#all")
  void exportIsWhatGooglesExporterWrites(SampleDatabase sample, SpannerEmulator emulator)
      throws Exception {
    AvroFolder expected = AvroFolder.read(sample.path());

    Path folder = export(sample, original(sample, emulator));

    AvroFolder export = AvroFolder.read(folder, LintelExport.FILE_NAME);
    assertThat(export.lists()).isEqualTo(expected.lists());
    assertThat(export.others()).isEqualTo(expected.others());
    assertThat(export.objects().keySet()).isEqualTo(expected.objects().keySet());
    export
        .objects()
        .forEach(
            (name, contents) -> {
              AvroFolder.Contents wanted = expected.objects().get(name);
              assertThat(contents.schema()).as(name).isEqualTo(wanted.schema());
              assertThat(contents.rows()).as(name).isEqualTo(wanted.rows());
              assertThat(contents.codecs()).as(name).isEqualTo(wanted.codecs());
              if (contents.rows().isEmpty()) {
                assertThat(contents.codecs()).as(name).containsExactly("none");
                assertThat(contents.files()).as(name).isEqualTo(1);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("dev.lintel.pipeline.exportfolder.SampleDatabase#all")
  void importMakesTheDatabaseOfOurExport(SampleDatabase sample, SpannerEmulator emulator)
      throws Exception {
    Path export = export(sample, original(sample, emulator));
    EmulatorDatabase expected = exported(sample, emulator);

    assertSame(JobCommands.load(emulator, sample.dialect(), export), expected);

    // The properties of the Avro schemas say all of it as well.
    Files.delete(export.resolve(LintelExport.FILE_NAME));
    assertSame(JobCommands.load(emulator, sample.dialect(), export), expected);
  }

  /** What Google's exporter was given. */
  private static EmulatorDatabase original(SampleDatabase sample, SpannerEmulator emulator)
      throws InterruptedException, IOException {
    return sample.create(emulator, changes(sample));
  }

  /** What an export keeps of it. */
  private static EmulatorDatabase exported(SampleDatabase sample, SpannerEmulator emulator)
      throws InterruptedException, IOException {
    List<String> changes = changes(sample);
    if (sample.equals(SampleDatabase.A_LOGICAL)) {
      changes.addAll(MICROSECONDS);
    }
    return sample.create(emulator, changes);
  }

  private static List<String> changes(SampleDatabase sample) {
    List<String> changes = new ArrayList<>();
    if (sample.dialect() == Dialect.GOOGLE_STANDARD_SQL) {
      changes.add(ORDER_OF_ELEMENTS);
    }
    if (sample.equals(SampleDatabase.A_LOGICAL)) {
      changes.add(NO_NULL_ARRAYS);
    }
    return changes;
  }

  private Path export(SampleDatabase sample, EmulatorDatabase database) throws IOException {
    return sample.equals(SampleDatabase.A_LOGICAL)
        ? JobCommands.export(database, folder, "--shouldExportTimestampAsLogicalType")
        : JobCommands.export(database, folder);
  }

  private static void assertSame(EmulatorDatabase copy, EmulatorDatabase original)
      throws InterruptedException {
    DatabaseContents made = DatabaseContents.of(copy);
    DatabaseContents wanted = DatabaseContents.of(original);
    assertThat(SampleDatabase.withoutCounters(made.schema()))
        .containsExactlyInAnyOrderElementsOf(SampleDatabase.withoutCounters(wanted.schema()));
    made.assertSameRows(wanted);
  }
}
