package dev.lintel.templates;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.cli.Lintel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The content of a job's image, without its base. The images of all jobs have the same layers and
 * differ in one environment variable, so a registry stores the jars once.
 *
 * @param layers in order, beginning with the layer that changes least often
 */
record ImageLayout(List<Layer> layers, Map<String, String> environment) {

  /** The environment variables of Google's launcher: it runs {@code java -cp CLASSPATH MAIN}. */
  static final String CLASS_PATH = "FLEX_TEMPLATE_JAVA_CLASSPATH";

  static final String MAIN_CLASS = "FLEX_TEMPLATE_JAVA_MAIN_CLASS";

  private static final String FOLDER = "/template/";
  private static final String OURS = "lintel-";

  /**
   * One layer.
   *
   * @param name shown in the history of the image
   */
  record Layer(String name, List<Placed> files) {
    Layer {
      files = ImmutableList.copyOf(files);
    }
  }

  /** A file on this machine, and its path in the image. */
  record Placed(Path file, String target) {}

  ImageLayout {
    layers = ImmutableList.copyOf(layers);
    environment = ImmutableMap.copyOf(environment);
  }

  /** The image of a job. The jars keep their relative paths, which the manifest names. */
  static ImageLayout of(PackagedPipeline pipeline, String job) {
    ImmutableList.Builder<Placed> libraries = ImmutableList.builder();
    ImmutableList.Builder<Placed> ours = ImmutableList.builder();
    for (Path library : pipeline.libraries()) {
      boolean isOurs = library.getFileName().toString().startsWith(OURS);
      (isOurs ? ours : libraries).add(placed(pipeline, library));
    }
    Placed main = placed(pipeline, pipeline.jar());
    ours.add(main);
    return new ImageLayout(
        List.of(new Layer("dependencies", libraries.build()), new Layer("lintel", ours.build())),
        ImmutableMap.of(
            MAIN_CLASS,
            Lintel.class.getName(),
            CLASS_PATH,
            main.target(),
            Lintel.JOB_VARIABLE,
            job));
  }

  private static Placed placed(PackagedPipeline pipeline, Path file) {
    Path relative = pipeline.jar().toAbsolutePath().getParent().relativize(file.toAbsolutePath());
    return new Placed(file, FOLDER + relative.toString().replace('\\', '/'));
  }
}
