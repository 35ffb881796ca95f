package dev.lintel.templates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.templates.ImageLayout.Layer;
import dev.lintel.templates.ImageLayout.Placed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageLayoutTest {

  private static final Path JAR = Path.of("target", "lintel-pipeline-1.jar");
  private static final Path OURS = Path.of("target", "lib", "lintel-transforms-1.jar");
  private static final Path THEIRS = Path.of("target", "lib", "guava-33.jar");

  private static final PackagedPipeline PIPELINE = new PackagedPipeline(JAR, List.of(OURS, THEIRS));

  @Test
  void lintelsOwnJarsHaveALayerOfTheirOwn() {
    assertThat(ImageLayout.of(PIPELINE, "export").layers())
        .containsExactly(
            new Layer("dependencies", List.of(new Placed(THEIRS, "/template/lib/guava-33.jar"))),
            new Layer(
                "lintel",
                List.of(
                    new Placed(OURS, "/template/lib/lintel-transforms-1.jar"),
                    new Placed(JAR, "/template/lintel-pipeline-1.jar"))));
  }

  @Test
  void environmentNamesMainClassClassPathAndJob() {
    assertThat(ImageLayout.of(PIPELINE, "export").environment())
        .isEqualTo(
            Map.of(
                "FLEX_TEMPLATE_JAVA_MAIN_CLASS", "dev.lintel.pipeline.cli.Lintel",
                "FLEX_TEMPLATE_JAVA_CLASSPATH", "/template/lintel-pipeline-1.jar",
                "LINTEL_JOB", "export"));
  }
}
