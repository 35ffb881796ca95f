package dev.lintel.pipeline.command;

import org.apache.beam.sdk.options.PipelineOptions;

/**
 * One word after {@code ./lintel}. Its name, its help and the checks of its arguments come from the
 * annotations of its options interface.
 *
 * @param <O> the options that it takes, an interface with {@code @CommandHelp}
 */
public interface Command<O extends PipelineOptions> {

  Class<O> optionsType();

  /**
   * Does the work. The arguments have been checked one by one and the options are complete.
   *
   * @throws UsageException before anything was touched, if options do not go together or with what
   *     they name; every problem is shown and the status is {@link ExitStatus#USAGE}
   * @throws Exception anything else is shown in a line and the status is {@link ExitStatus#FAILED}
   */
  ExitStatus run(O options, Environment environment) throws Exception;
}
