package dev.lintel.templates;

import dev.lintel.pipeline.options.CommandSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the metadata file of every template, from the current options of the jobs. */
public final class GenerateMetadata {

  /** The command that runs this class. */
  static final String COMMAND = "./mvnw -q -P metadata -pl templates -am process-classes";

  private GenerateMetadata() {}

  /**
   * Writes the files.
   *
   * @param args the folder of this module, in which each job has a folder
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Templates.jobs());
  }

  /** Writes the metadata file of each of these jobs to the job's own folder. */
  static void write(Path module, List<CommandSpec> jobs) throws IOException {
    for (CommandSpec job : jobs) {
      Path folder = Files.createDirectories(module.resolve(job.name()));
      Files.writeString(folder.resolve(Templates.METADATA_FILE), TemplateMetadata.of(job));
    }
  }
}
