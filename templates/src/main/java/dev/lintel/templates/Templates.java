package dev.lintel.templates;

import dev.lintel.pipeline.cli.Lintel;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.CommandSpec;
import java.util.List;

/** The jobs that have a template. In this module's folder, each job has a folder with its name. */
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
