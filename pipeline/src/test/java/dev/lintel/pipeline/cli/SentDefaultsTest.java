package dev.lintel.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.GoogleTemplate;
import dev.lintel.pipeline.options.OptionSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A form sends the defaults of options that nobody has touched: that changes nothing. */
class SentDefaultsTest {

  static Stream<Arguments> jobs() {
    return Jobs.all().stream().flatMap(job -> withGoogleNames(job));
  }

  private static Stream<Arguments> withGoogleNames(Job<?> job) {
    CommandSpec spec = CommandSpec.of(job.optionsType());
    return Stream.concat(
            Stream.of(spec),
            Stream.of(GoogleTemplate.values())
                .filter(template -> template.job().equals(spec.name()))
                .map(template -> template.spec(spec)))
        .map(each -> Arguments.of(Named.of(each.name(), each), job.optionsType()));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void defaultsThatAreSentChangeNothing(CommandSpec spec, Class<? extends PipelineOptions> type) {
    Map<String, String> enough = enough(spec);
    Map<String, String> sent = new TreeMap<>(enough);
    for (OptionSpec option : spec.options()) {
      // What is without effect is said to be so if it is given.
      if (option.inTemplate() && option.alwaysSo().isEmpty()) {
        option.defaultValue().ifPresent(value -> sent.putIfAbsent(option.name(), value));
      }
    }

    assertThat(sent).hasSizeGreaterThan(enough.size());
    assertThat(values(spec, type, sent)).isEqualTo(values(spec, type, enough));
  }

  /** What is required, and what implies values of others. */
  private static Map<String, String> enough(CommandSpec spec) {
    Map<String, String> enough = new TreeMap<>();
    Set<String> groups = new HashSet<>();
    for (OptionSpec option : spec.options()) {
      if (option.required() || option.alternatives().filter(groups::add).isPresent()) {
        enough.put(option.name(), option.example().orElse("a"));
      }
    }
    spec.implied().forEach(implied -> enough.put(implied.with(), "a"));
    return enough;
  }

  private static <O extends PipelineOptions> Map<String, Optional<Object>> values(
      CommandSpec spec, Class<O> type, Map<String, String> given) {
    List<String> args = new ArrayList<>();
    given.forEach((option, value) -> args.add("--%s=%s".formatted(option, value)));
    O options = new dev.lintel.pipeline.cli.Arguments<>(spec, type).parse(args);
    Map<String, Optional<Object>> values = new TreeMap<>();
    spec.options().stream()
        .filter(option -> option.alwaysSo().isEmpty())
        .forEach(option -> values.put(option.name(), option.valueIn(options)));
    return values;
  }
}
