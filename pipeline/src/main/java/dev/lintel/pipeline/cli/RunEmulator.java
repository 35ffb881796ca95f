package dev.lintel.pipeline.cli;

import dev.lintel.emulator.EmulatorCommand;
import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import java.util.List;

/** {@code ./lintel emulator}. */
final class RunEmulator implements Command<EmulatorOptions> {

  @Override
  public Class<EmulatorOptions> optionsType() {
    return EmulatorOptions.class;
  }

  @Override
  public ExitStatus run(EmulatorOptions options, Environment environment) {
    List<String> args =
        options.getPort() == null ? List.of() : List.of("--port=" + options.getPort());
    int status = EmulatorCommand.run(args, environment.out(), environment.console().stream());
    return status == 0 ? ExitStatus.SUCCEEDED : ExitStatus.FAILED;
  }
}
