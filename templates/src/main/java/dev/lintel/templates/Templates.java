package dev.lintel.templates;

import dev.lintel.pipeline.cli.Lintel;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.CommandSpec;
import java.util.List;

/** The jobs that have a template; each has a folder of its name beside this module's sources. */
final class Templates {

  static final String METADATA_FILE = "metadata.json";

  private Templates() {}

  static List<CommandSpec> jobs() {
    return Lintel.commands().stream()
        .map(command -> CommandSpec.of(command.optionsType()))
        .filter(spec -> spec.kind() == CommandKind.JOB)
        .toList();
  }
}
