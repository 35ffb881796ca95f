package dev.lintel.templates;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.cli.CommandLine;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Environment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Loads the classes that most commands load, and does nothing else. The launcher runs it once after
 * a build, with {@code -XX:ArchiveClassesAtExit}, because reading classes from the archive takes
 * half as long as loading them from jars. Needs no Spanner: the connection that it tries is
 * refused. A class that it misses is loaded from its jar.
 */
public final class ClassDataTraining {

  private static final String CLASS = ".class";

  /** A port on which nothing listens. */
  private static final Map<String, String> VARIABLES =
      Map.of("SPANNER_EMULATOR_HOST", "localhost:1");

  /**
   * Packages of which a job needs many classes once it is connected, which the training is not. All
   * of their classes are loaded, and those of the packages below.
   */
  private static final ImmutableList<String> OF_CONNECTED_JOBS =
      ImmutableList.of(
          "dev/lintel/",
          "com/google/cloud/spanner/",
          "com/google/spanner/v1/",
          "io/grpc/internal/",
          "io/grpc/netty/shaded/io/grpc/netty/");

  private ClassDataTraining() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("lintel-training-");
    try {
      Path file = Files.writeString(folder.resolve("T.csv"), "Id,Name\n1,a\n");
      run("--help");
      run("import", "--help");
      run("inspect", file.toString(), "--hasHeader");
      run(
          "export",
          "--spannerProjectId=my-project",
          "--instanceId=my-instance",
          "--databaseId=my-database",
          "--connectTimeoutSeconds=1",
          "--outputDir=" + folder);
      runPipeline(folder);
      for (String path : OF_CONNECTED_JOBS) {
        loadPackage(path);
      }
    } finally {
      delete(folder);
    }
    // Threads of a runner or a client must not keep the process from ending.
    System.exit(0);
  }

  private static void run(String... args) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var environment = new Environment(nowhere, new Console(nowhere, Console.Kind.LOG), VARIABLES);
    new CommandLine(LocalLintel.commands(), environment).run(List.of(args));
  }

  /** The kinds of steps that the jobs have. */
  private static void runPipeline(Path folder) {
    Pipeline pipeline =
        Pipeline.create(
            PipelineOptionsFactory.fromArgs(
                    "--runner=DirectRunner", "--enforceImmutability=false", "--blockOnRun=false")
                .create());
    pipeline
        .apply("Create", Create.of("a", "b", "c"))
        .apply("Spread", Reshuffle.viaRandomKey())
        .apply("Count", Count.perElement())
        .apply("Format", MapElements.into(TypeDescriptors.strings()).via(count -> count.toString()))
        .apply("Write", TextIO.write().to(folder.resolve("out").toString()));
    pipeline.run().waitUntilFinish();
  }

  private static void loadPackage(String path) throws IOException {
    ClassLoader loader = ClassDataTraining.class.getClassLoader();
    for (URL folder : Collections.list(loader.getResources(path))) {
      // Other classes than those of jars cannot be in an archive.
      if (folder.openConnection() instanceof JarURLConnection connection) {
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
          jar.stream()
              .map(JarEntry::getName)
              .filter(name -> name.startsWith(path) && name.endsWith(CLASS))
              .forEach(name -> load(name, loader));
        }
      }
    }
  }

  private static void load(String file, ClassLoader loader) {
    String name = file.substring(0, file.length() - CLASS.length()).replace('/', '.');
    try {
      Class.forName(name, /* initialize= */ false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      // It needs a library that is not here, so no command uses it.
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
