package dev.lintel.templates;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.options.Choice;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.OptionSpec;
import dev.lintel.pipeline.options.ParamType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The declarations of an option are consistent, for every option of every job. */
class OptionDeclarationsTest {

  private static final Set<ParamType> ON_GCS =
      EnumSet.of(
          ParamType.GCS_READ_FILE,
          ParamType.GCS_READ_FOLDER,
          ParamType.GCS_WRITE_FILE,
          ParamType.GCS_WRITE_FOLDER);

  static Stream<Named<OptionSpec>> options() {
    return Templates.jobs().stream()
        .flatMap(
            job ->
                job.options().stream()
                    .map(option -> Named.of(job.name() + " --" + option.name(), option)));
  }

  @ParameterizedTest
  @MethodSource("options")
  void hasDescriptionAndLabel(OptionSpec option) {
    assertThat(option.description()).as("description").matches("[A-Z][^\\n]{10,}[.]");
    assertThat(option.label()).as("label").matches("[A-Z].{2,39}");
  }

  @ParameterizedTest
  @MethodSource("options")
  void exampleAndDefaultMatchTheOptionsOwnRegex(OptionSpec option) {
    option
        .regex()
        .ifPresent(
            regex -> {
              assertThat(option.rule()).as("the regex in words").isNotBlank();
              assertThat(option.example()).as("an example that matches the regex").isPresent();
              assertThat(
                      Stream.of(option.example(), option.defaultValue()).flatMap(Optional::stream))
                  .allSatisfy(value -> assertThat(value).matches(regex));
            });
  }

  @ParameterizedTest
  @MethodSource("options")
  void regexIsAnchoredForReadersThatSearchInsteadOfMatching(OptionSpec option) {
    option.regex().ifPresent(regex -> assertThat(regex.pattern()).startsWith("^").endsWith("$"));
  }

  /** Dataflow reads it as a POSIX extended regular expression. */
  @ParameterizedTest
  @MethodSource("options")
  void regexHasNothingThatOnlySomeLanguagesHave(OptionSpec option) {
    if (option.inTemplate()) {
      option
          .regex()
          .ifPresent(
              regex ->
                  assertThat(regex.pattern())
                      .as("lookaheads and flags, references, possessive and lazy quantifiers")
                      .doesNotContain("(?")
                      .doesNotContainPattern("\\\\[1-9a-zA-Z&&[^rnt]]")
                      .doesNotContainPattern("[*+?}][+?]"));
    }
  }

  @ParameterizedTest
  @MethodSource("options")
  void numberHasARegexForTheFormThatAsksForItAsAText(OptionSpec option) {
    if (option.inTemplate() && option.paramType() == ParamType.NUMBER) {
      assertThat(option.regex()).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("options")
  void everyChoiceIsExplainedAndTheDefaultIsOneOfThem(OptionSpec option) {
    assertThat(option.choices().isEmpty()).isEqualTo(option.paramType() != ParamType.ENUM);
    for (Choice choice : option.choices()) {
      assertThat(choice.label()).as("label of %s", choice.value()).isNotBlank();
      assertThat(choice.description()).as("description of %s", choice.value()).isNotBlank();
    }
    if (option.paramType() == ParamType.ENUM) {
      option
          .defaultValue()
          .ifPresent(
              value -> assertThat(option.choices()).extracting(Choice::value).contains(value));
    }
  }

  @Test
  void everyParentIsAnotherOptionOfTheJobAndHasTheValuesThatAreNamed() {
    for (CommandSpec job : Templates.jobs()) {
      Map<String, OptionSpec> byName =
          job.options().stream().collect(toMap(OptionSpec::name, option -> option));
      for (OptionSpec option : job.options()) {
        String owner = job.name() + " --" + option.name();
        option
            .parent()
            .ifPresentOrElse(
                parent -> {
                  assertThat(byName).as(owner).containsKey(parent);
                  assertThat(byName.get(parent).choices())
                      .as(owner)
                      .extracting(Choice::value)
                      .containsAll(option.parentValues());
                },
                () -> {
                  assertThat(option.parentValues()).as(owner).isEmpty();
                  assertThat(option.requiredWithParent()).as(owner).isFalse();
                });
      }
    }
  }

  @ParameterizedTest
  @MethodSource("options")
  void exampleOfAPathIsOnCloudStorage(OptionSpec option) {
    if (ON_GCS.contains(option.paramType())) {
      assertThat(option.example()).get().asString().startsWith("gs://");
    }
  }
}
