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
 */
public record CommandSpec(
    String name,
    String title,
    String summary,
    String description,
    List<String> examples,
    CommandKind kind,
    List<OptionSpec> options) {

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
        options);
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
