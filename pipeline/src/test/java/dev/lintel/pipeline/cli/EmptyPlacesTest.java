package dev.lintel.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.OptionSpec;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An empty place would be the root of the file system, or a variable that was not set. */
class EmptyPlacesTest {

  static Stream<Named<Command<?>>> commands() {
    return Lintel.commands().stream()
        .map(command -> Named.of(command.getClass().getSimpleName(), command));
  }

  private static <O extends PipelineOptions> List<String> problems(
      Command<O> command, CommandSpec spec, String argument) {
    UsageException refused =
        catchThrowableOfType(
            UsageException.class,
            () -> new Arguments<>(spec, command.optionsType()).parse(List.of(argument)));
    return refused == null ? List.of() : refused.problems();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionThatNamesAPlaceRefusesAnEmptyValueOrIgnoresIt(Command<?> command) {
    CommandSpec spec =
        command instanceof TemplateCommand<?> template
            ? template.spec()
            : CommandSpec.of(command.optionsType());
    for (OptionSpec option : spec.options()) {
      if (!option.paramType().isPlace()) {
        continue;
      }
      String refusal =
          "--%s is empty; give a place, or leave out the option".formatted(option.name());
      List<String> problems = problems(command, spec, "--" + option.name() + "=");
      if (option.emptyIsNotGiven()) {
        assertThat(problems).as(option.name()).doesNotContain(refusal);
      } else {
        assertThat(problems).as(option.name()).contains(refusal);
      }
    }
  }
}
