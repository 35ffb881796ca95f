package dev.lintel.pipeline.cli;

import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.ImportOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command with import's options that does what a test passes to it. */
final class FakeImport implements Command<ImportOptions> {

  /** The work of the command. */
  interface Work {
    ExitStatus run(ImportOptions options, Environment environment) throws Exception;
  }

  private final Work work;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private ImportOptions received;

  FakeImport(Work work) {
    this.work = work;
  }

  static FakeImport thatSucceeds() {
    return new FakeImport((options, environment) -> ExitStatus.SUCCEEDED);
  }

  @Override
  public Class<ImportOptions> optionsType() {
    return ImportOptions.class;
  }

  @Override
  public ExitStatus run(ImportOptions options, Environment environment) throws Exception {
    received = options;
    return work.run(options, environment);
  }

  ExitStatus call(String... args) {
    Environment environment =
        new Environment(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new Console(new PrintStream(err, true, StandardCharsets.UTF_8), Console.Kind.LOG),
            Map.of());
    return new CommandLine(List.of(this, new RunEmulator()), environment).run(List.of(args));
  }

  /** The options that the job was run with; empty if it was not run. */
  Optional<ImportOptions> received() {
    return Optional.ofNullable(received);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
