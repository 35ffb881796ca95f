package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.exports.ExportOptions;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class DatabaseAccessTest {

  private static ConnectionConfig config(String... more) {
    String[] options = Arrays.copyOf(more, more.length + 3);
    options[more.length] = "--spannerProjectId=my-project";
    options[more.length + 1] = "--instanceId=my-instance";
    options[more.length + 2] = "--databaseId=my-database";
    var out = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var export = PipelineOptionsFactory.fromArgs(options).as(ExportOptions.class);
    return DatabaseAccess.ofJob(
        export,
        DatabaseName.of(export),
        new Environment(out, new Console(out, Console.Kind.LOG), Map.of()));
  }

  @Test
  void theBuffersOfAWorkerAreInTheConfigThatTravelsToIt() {
    assertThat(config("--bufferMegabytes=256").bufferBytes()).isEqualTo(256L << 20);
    assertThat(config().bufferBytes()).as("the worker decides").isZero();
  }
}
