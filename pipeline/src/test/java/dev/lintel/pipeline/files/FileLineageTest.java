package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Lineage;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;

class FileLineageTest {

  private static final class ReportFn extends DoFn<List<String>, Void> {
    @ProcessElement
    public void process(@Element List<String> names) {
      FileLineage.read(names);
      FileLineage.written(names.subList(0, 1));
    }
  }

  private static PipelineResult report(List<String> names) {
    Pipeline pipeline = Pipeline.create();
    pipeline.apply(Create.<List<String>>of(names)).apply(ParDo.of(new ReportFn()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return result;
  }

  private static List<String> files(int count, String pattern) {
    return IntStream.range(0, count).mapToObj(pattern::formatted).toList();
  }

  @Test
  void eachOfAFewFilesIsReported_asBeamsCloudStorageNamesIt() {
    PipelineResult result = report(List.of("gs://bucket/in/a.csv", "gs://bucket/b.csv"));

    assertThat(Lineage.query(result.metrics(), Lineage.Type.SOURCE))
        .containsExactlyInAnyOrder("gcs:bucket.`in/a.csv`", "gcs:bucket.`b.csv`");
    assertThat(Lineage.query(result.metrics(), Lineage.Type.SINK))
        .containsExactly("gcs:bucket.`in/a.csv`");
    assertThat(FileLineage.foldersRead(result)).containsExactly("gs://bucket/", "gs://bucket/in/");
    assertThat(FileLineage.foldersWritten(result)).containsExactly("gs://bucket/in/");
  }

  @Test
  void ofManyFilesTheFoldersAreReported() {
    PipelineResult result = report(files(101, "gs://bucket/in/%d.csv"));

    assertThat(Lineage.query(result.metrics(), Lineage.Type.SOURCE))
        .containsExactly("gcs:bucket.in/");
  }

  @Test
  void ofManyFoldersOnlyTheBucketIsReported() {
    PipelineResult result = report(files(101, "gs://bucket/%d/in.csv"));

    assertThat(Lineage.query(result.metrics(), Lineage.Type.SOURCE)).containsExactly("gcs:bucket");
    assertThat(FileLineage.foldersRead(result)).hasSize(FileLineage.MOST);
  }

  @Test
  void localFilesHaveFolders_butBeamReportsNone() {
    PipelineResult result = report(List.of("/data/in/a.csv"));

    assertThat(Lineage.query(result.metrics(), Lineage.Type.SOURCE)).isEmpty();
    assertThat(FileLineage.foldersRead(result)).containsExactly("/data/in/");
  }
}
