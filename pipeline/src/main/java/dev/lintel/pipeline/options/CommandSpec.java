package dev.lintel.pipeline.options;

import com.google.common.collect.ImmutableList;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The declaration of a command. Help, checks and template metadata are derived from it alone.
 * Immutable.
 *
 * @param examples option lists that run
 * @param options in the order of the help, without those of Beam and its runners
 * @param googleNames some of the options once more, under the names that Google's templates have
 *     for them
 * @param implied values that options have because of others
 */
public record CommandSpec(
    String name,
    String title,
    String summary,
    String description,
    List<String> examples,
    CommandKind kind,
    List<OptionSpec> options,
    List<OptionSpec> googleNames,
    List<Implied> implied) {

  /**
   * The value of an option that is not given while another one is.
   *
   * @param option the one that has the value
   * @param with the one that is given
   */
  public record Implied(String option, String value, String with) {}

  private static final String OURS = "dev.lintel.";

  /** Reading an interface takes a while, and a command asks for its own several times. */
  private static final ClassValue<CommandSpec> READ =
      new ClassValue<>() {
        @Override
        protected CommandSpec computeValue(Class<?> optionsType) {
          return read(optionsType);
        }
      };

  /** Reads an options interface; IllegalArgumentException if it lacks an annotation. */
  public static CommandSpec of(Class<? extends PipelineOptions> optionsType) {
    return READ.get(optionsType);
  }

  /** The name alone, without reading the options; IllegalArgumentException as {@link #of}. */
  public static String nameOf(Class<? extends PipelineOptions> optionsType) {
    return helpOf(optionsType).name();
  }

  private static CommandHelp helpOf(Class<?> optionsType) {
    CommandHelp help = optionsType.getAnnotation(CommandHelp.class);
    if (help == null) {
      throw new IllegalArgumentException(optionsType + " needs @CommandHelp");
    }
    return help;
  }

  private static CommandSpec read(Class<?> optionsType) {
    CommandHelp help = helpOf(optionsType);
    List<OptionSpec> options =
        Arrays.stream(optionsType.getMethods())
            .filter(CommandSpec::isOptionOfOurs)
            .map(OptionSpec::of)
            .sorted(
                Comparator.comparing(OptionSpec::group)
                    .thenComparing(OptionSpec::order)
                    .thenComparing(OptionSpec::name))
            .toList();
    return new CommandSpec(
        help.name(),
        help.title(),
        help.summary(),
        help.description(),
        ImmutableList.copyOf(help.examples()),
        help.kind(),
        options,
        googleNames(optionsType, options),
        ImmutableList.of());
  }

  private static List<OptionSpec> googleNames(Class<?> optionsType, List<OptionSpec> options) {
    GoogleNames names = optionsType.getAnnotation(GoogleNames.class);
    return names == null
        ? ImmutableList.of()
        : Arrays.stream(names.value())
            .map(name -> option(options, name.option()).named(name.google()).withRequired(false))
            .collect(ImmutableList.toImmutableList());
  }

  private static OptionSpec option(List<OptionSpec> options, String name) {
    return options.stream()
        .filter(option -> option.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no option --" + name));
  }

  /** The option of that name; IllegalArgumentException if there is none. */
  public OptionSpec option(String name) {
    return option(options, name);
  }

  /** The option whose values are the arguments without dashes, if the command takes such. */
  public Optional<OptionSpec> ofWords() {
    return options.stream().filter(OptionSpec::takesWords).findFirst();
  }

  private static boolean isOptionOfOurs(Method method) {
    return method.getDeclaringClass().getName().startsWith(OURS)
        && !Modifier.isStatic(method.getModifiers())
        && method.getParameterCount() == 0
        && (method.getName().startsWith("get") || method.getName().startsWith("is"));
  }
}
