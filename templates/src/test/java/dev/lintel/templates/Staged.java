package dev.lintel.templates;

import dev.lintel.pipeline.cli.CommandLine;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The result of {@code ./lintel stage} with some options: the whole command line runs, but in the
 * process of the test.
 */
record Staged(ExitStatus status, String out, String err) {

  /** Stages the jars from which the test runs. */
  static Staged with(CloudEndpoints endpoints, String... options) {
    return with(endpoints, PackagedPipeline::running, options);
  }

  static Staged with(CloudEndpoints endpoints, PackagedPipeline.Source source, String... options) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var environment =
        new Environment(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new Console(new PrintStream(err, true, StandardCharsets.UTF_8), Console.Kind.LOG),
            Map.of());
    List<String> args = new ArrayList<>(List.of("stage"));
    args.addAll(List.of(options));
    ExitStatus status =
        new CommandLine(List.of(new StageCommand(endpoints, source)), environment).run(args);
    return new Staged(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
