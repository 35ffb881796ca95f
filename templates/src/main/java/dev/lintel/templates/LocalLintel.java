package dev.lintel.templates;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.cli.Lintel;
import dev.lintel.pipeline.command.Command;
import java.util.List;

/**
 * The main class that {@code ./lintel} starts. It adds the commands that build templates to those
 * of {@link Lintel}, because the templates themselves must not contain them.
 */
public final class LocalLintel {

  private LocalLintel() {}

  /** Every command, in the order in which they are listed. */
  static List<Command<?>> commands() {
    return ImmutableList.<Command<?>>builder()
        .addAll(Lintel.commands())
        .add(new StageCommand())
        .build();
  }

  public static void main(String[] args) {
    Lintel.run(commands(), args);
  }
}
