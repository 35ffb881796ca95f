package dev.lintel.templates;

import dev.lintel.pipeline.exports.ExportOptions;
import dev.lintel.pipeline.imports.ImportOptions;
import dev.lintel.pipeline.options.CommandSpec;
import java.util.List;

/** The jobs that have a template; each has a folder of its name beside this module's sources. */
final class Templates {

  static final String METADATA_FILE = "metadata.json";

  private Templates() {}

  static List<CommandSpec> jobs() {
    return List.of(CommandSpec.of(ImportOptions.class), CommandSpec.of(ExportOptions.class));
  }
}
