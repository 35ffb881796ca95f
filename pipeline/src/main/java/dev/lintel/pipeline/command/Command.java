package dev.lintel.pipeline.command;

import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A command, one word after {@code ./lintel}. Its name, its help and the checks of its arguments
 * come from the annotations of its options interface.
 *
 * @param <O> the options that it takes, an interface with {@code @CommandHelp}
 */
public interface Command<O extends PipelineOptions> {

  /** The interface of the options. */
  Class<O> optionsType();

  /**
   * Does the work. The options are complete, and each of them has been checked by itself.
   *
   * @throws UsageException if options contradict each other or do not fit what they name; nothing
   *     has been changed. All problems are shown, and the status is {@link ExitStatus#USAGE}
   * @throws Exception any other is shown in one line, and the status is {@link ExitStatus#FAILED}
   */
  ExitStatus run(O options, Environment environment) throws Exception;
}
