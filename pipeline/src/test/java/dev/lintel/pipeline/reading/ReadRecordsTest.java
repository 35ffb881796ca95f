package dev.lintel.pipeline.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.summary.ReadProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step in the direct runner. */
class ReadRecordsTest {
  private static final int RECORDS = 230;
  private static final int BUNDLE = 50;

  @TempDir Path folder;
  private final List<String> files = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private final Pipeline pipeline = Pipeline.create();

  @BeforeEach
  void writeFiles() throws IOException {
    for (String name : List.of("a.jsonl", "b.jsonl.gz", "c.jsonl")) {
      var text = new StringBuilder();
      for (int i = 0; i < RECORDS; i++) {
        String record = "{\"Name\":\"%s %d\"}".formatted(name, i);
        text.append(record).append('\n');
        expected.add(record);
      }
      Path file = folder.resolve(name);
      files.add(file.toString());
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      if (name.endsWith(".gz")) {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
          out.write(bytes);
        }
      } else {
        Files.write(file, bytes);
      }
    }
  }

  private ReadRecords<Void, String, String> read(Map<String, Long> counts) {
    return ReadRecords.<Void, String, String>of(
            files,
            RecordsOfTest.of(RecordFormat.JSONL).withExpected(counts),
            StringUtf8Coder.of(),
            pipeline.getOptions())
        .withBundleSize(new BundleSize(BUNDLE, Long.MAX_VALUE));
  }

  private ReadRecordsResult<String> apply(ReadRecords<Void, String, String> read) {
    return pipeline
        .apply("Start", Create.of((Void) null).withCoder(VoidCoder.of()))
        .apply("Read records", read);
  }

  /** Outputs the number of records of each bundle. */
  private static final class BundlesFn extends DoFn<String, Integer> {
    private int records;

    @StartBundle
    public void start() {
      records = 0;
    }

    @ProcessElement
    public void process() {
      records++;
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      context.output(records, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
    }
  }

  @Test
  void bundlesAreBoundedAndEachRecordIsReadOnce() {
    ReadRecordsResult<String> result = apply(read(Map.of()).withPartBytes(1000));

    PAssert.that(result.getRecords()).containsInAnyOrder(expected);
    PAssert.that(result.getRejected()).empty();
    PAssert.that(
            result
                .getRecords()
                .apply("Bundles", ParDo.of(new BundlesFn()))
                .setCoder(VarIntCoder.of()))
        .satisfies(
            bundles -> {
              assertThat(bundles).allMatch(records -> records <= BUNDLE);
              return null;
            });
    PipelineResult done = pipeline.run();
    done.waitUntilFinish();
    assertThat(ReadProgress.read(done))
        .isEqualTo(
            FileSizes.of(files, pipeline.getOptions()).stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void rightCountsOfFilesThatAreReadInSeveralBundlesAreRight() {
    ReadRecordsResult<String> result = apply(read(counts(RECORDS)).withPartBytes(1000));

    PAssert.that(result.getRecords()).containsInAnyOrder(expected);
    assertThat(result.getChecked()).isPresent();
    pipeline.run().waitUntilFinish();
  }

  /** So that a bundle begins where no record is left. */
  @Test
  void bundlesThatEndWithTheFilesAreRight() {
    ReadRecordsResult<String> result =
        apply(read(counts(RECORDS)).withBundleSize(new BundleSize(RECORDS / 2, Long.MAX_VALUE)));

    PAssert.that(result.getRecords()).containsInAnyOrder(expected);
    assertThat(result.getChecked()).isPresent();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void oneRecordTooFewInAFileThatIsReadInSeveralBundlesFails() {
    apply(read(counts(RECORDS + 1)).withPartBytes(1000));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("has 230 rows, but 231 were exported to it");
  }

  @Test
  void oneRecordTooManyInAFileThatIsReadInOneBundleFails() {
    apply(read(counts(RECORDS - 1)).withBundleSize(new BundleSize(RECORDS * 4L, Long.MAX_VALUE)));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("a.jsonl has 230 rows, but 229 were exported to it");
  }

  @Test
  void filesInOrderAreOneBundleOfOneWorker() {
    ReadRecordsResult<String> result = apply(read(counts(RECORDS)).inOrder());

    PAssert.thatSingleton(
            result
                .getRecords()
                .apply("Bundles", ParDo.of(new BundlesFn()))
                .setCoder(VarIntCoder.of()))
        .isEqualTo(3 * RECORDS);
    pipeline.run().waitUntilFinish();
  }

  private Map<String, Long> counts(long records) {
    return Map.of(files.get(0), records, files.get(1), records, files.get(2), records);
  }
}
