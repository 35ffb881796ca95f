package dev.lintel.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.cli.Jobs;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.options.CommandSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateMetadataTest {

  @Test
  void aJobThatIsAddedToTheListGetsAFileWithItsOptions(@TempDir Path module) throws IOException {
    List<Job<?>> jobs =
        ImmutableList.<Job<?>>builder().addAll(Jobs.all()).add(new WaitJob()).build();

    GenerateMetadata.write(module, Templates.specs(jobs));

    assertThat(module.toFile().list())
        .containsExactlyInAnyOrderElementsOf(
            Templates.specs(jobs).stream().map(CommandSpec::name).toList());
    assertThat(Files.readString(module.resolve("wait/metadata.json")))
        .contains("\"name\" : \"Wait\"", "\"instanceId\"", "\"jobKey\"", "\"seconds\"");
  }
}
