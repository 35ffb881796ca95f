package dev.lintel.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes a quarter of a minute of processor time; the launcher script has a test of its own. */
@Tag("long")
class ClassDataTrainingIT {

  private static JavaProcess run(String flags, Class<?> main, String... args) throws Exception {
    return JavaProcess.run(
        Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC " + flags),
        JavaProcess.classPath(List.of(PackagedPipeline.running().jar().toString())),
        main.getName(),
        List.of(args));
  }

  @Test
  void theArchiveHasTheClassesOfTheRunnerAndOfTheClient(@TempDir Path folder) throws Exception {
    Path archive = folder.resolve("lintel.jsa");

    JavaProcess training =
        run("-Xlog:disable -XX:ArchiveClassesAtExit=" + archive, ClassDataTraining.class);
    assertThat(training.status()).as(training.output()).isZero();
    assertThat(training.output().lines()).as("the JVM's own line").hasSize(1);
    assertThat(Files.size(archive)).isGreaterThan(10_000_000);

    JavaProcess command =
        run("-Xlog:class+load -XX:SharedArchiveFile=" + archive, ClassDataTraining.class);
    assertThat(command.output())
        .containsPattern("beam.runners.direct.DirectRunner source: shared objects file .top.")
        .containsPattern("cloud.spanner.SpannerImpl source: shared objects file .top.")
        .containsPattern("grpc.netty.shaded.io.grpc.netty.NettyClientHandler source: shared")
        .as("what only a connected job needs")
        .containsPattern("com.google.spanner.v1.CommitResponse source: shared objects file .top.");
  }
}
