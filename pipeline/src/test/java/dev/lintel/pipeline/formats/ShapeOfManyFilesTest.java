package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.MeetingFileSystem.Meeting;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fields of many files are found out by opening several at a time, each once. */
@Timeout(60)
class ShapeOfManyFilesTest {

  @BeforeAll
  static void findFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private static List<String> fields(Format format, Meeting meeting, TextSettings settings) {
    var problems = new Problems();
    var files =
        new InputFileSet(
            "--input",
            ImmutableList.of(meeting.file("a"), meeting.file("b"), meeting.file("c")),
            settings,
            ImmutableMap.of());
    List<String> names = format.shapeOf(files, problems).orElseThrow().fields().names();
    assertThat(problems.lines()).isEmpty();
    assertThat(meeting.opened()).isEqualTo(3);
    return names;
  }

  @Test
  void ofCsvFiles() {
    try (var meeting = Meeting.of("csv", 3, "1,2\n3,4\n")) {
      assertThat(
              fields(
                  new CsvFormat(),
                  meeting,
                  TextSettings.defaults().withColumns(List.of("Id", "Name"))))
          .containsExactly("Id", "Name");
    }
  }

  @Test
  void ofJsonLines() {
    try (var meeting = Meeting.of("jsonl", 3, "{\"Id\": 1, \"Name\": \"x\"}\n")) {
      assertThat(fields(new JsonLinesFormat(), meeting, TextSettings.defaults()))
          .containsExactly("Id", "Name");
    }
  }
}
