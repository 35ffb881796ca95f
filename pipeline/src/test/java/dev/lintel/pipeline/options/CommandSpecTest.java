package dev.lintel.pipeline.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;

class CommandSpecTest {

  @Test
  void readsOptionsOfTheInterfaceAndItsParentsButNotBeams() {
    CommandSpec spec = CommandSpec.of(Child.class);

    assertThat(spec.name()).isEqualTo("grow");
    assertThat(spec.options())
        .extracting(OptionSpec::name)
        .containsExactly("soil", "height", "quickly");
  }

  @Test
  void aDefaultIsAsOnTheCommandLine() {
    assertThat(CommandSpec.of(Child.class).options())
        .extracting(option -> option.defaultValue().orElse("none"))
        .containsExactly("sand", "9000000000", "true");
  }

  @Test
  void theParameterTypeFollowsTheGetter() {
    assertThat(CommandSpec.of(Child.class).options())
        .extracting(OptionSpec::paramType)
        .containsExactly(ParamType.TEXT, ParamType.NUMBER, ParamType.BOOLEAN);
  }

  @Test
  void givenAnOptionThatIsNotExplained_refusesIt() {
    assertThatThrownBy(() -> CommandSpec.of(Mute.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("getSecret")
        .hasMessageContaining("@OptionHelp");
  }

  @Test
  void givenAnInterfaceThatIsNoCommand_refusesIt() {
    assertThatThrownBy(() -> CommandSpec.of(Parent.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("@CommandHelp");
  }

  interface Parent extends PipelineOptions {
    @Description("What it grows in.")
    @Default.String("sand")
    @OptionHelp(group = OptionGroup.INPUT, order = 1, label = "Soil")
    String getSoil();

    void setSoil(String value);
  }

  @CommandHelp(
      name = "grow",
      title = "Grow",
      summary = "Grow",
      description = "Grows.",
      examples = "--quickly",
      kind = CommandKind.JOB)
  interface Child extends Parent {
    @Description("Whether to hurry.")
    @Default.Boolean(true)
    @OptionHelp(group = OptionGroup.RESULT, order = 2, label = "Quickly")
    boolean isQuickly();

    void setQuickly(boolean value);

    @Description("How high it may grow.")
    @Default.Long(9_000_000_000L)
    @OptionHelp(group = OptionGroup.RESULT, order = 1, label = "Height")
    Long getHeight();

    void setHeight(Long value);
  }

  @CommandHelp(
      name = "mute",
      title = "Mute",
      summary = "Mute",
      description = "Mute.",
      examples = "--secret=x",
      kind = CommandKind.JOB)
  interface Mute extends PipelineOptions {
    @Description("Nobody knows how to use it.")
    String getSecret();

    void setSecret(String value);
  }
}
