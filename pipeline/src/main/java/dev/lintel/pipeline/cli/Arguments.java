package dev.lintel.pipeline.cli;

import com.google.common.base.Suppliers;
import com.google.common.base.Throwables;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PipelineOptionsValidator;

/**
 * Converts the arguments of a command to its options. Beam does the conversion. Before it, this
 * class checks the arguments, because Beam stops at the first problem and its messages name
 * classes.
 */
final class Arguments<O extends PipelineOptions> {

  private static final String CSV_DIALECT = "csvDialect";

  private final CommandSpec spec;
  private final Class<O> type;
  private final Map<String, OptionSpec> ours;

  /** The name that a property has among the options of the command. */
  private final Map<String, String> ownNames;

  /** Beam's options are read only if one of them, or an unknown one, is given. */
  private final Supplier<Map<String, Class<?>>> beams;

  /**
   * The options that were given, including those with a problem, with their values. An option that
   * was given by another name is here by its own.
   */
  private final Map<String, List<String>> given = new LinkedHashMap<>();

  /** By which names each option of Lintel's was given. */
  private final Map<String, Set<String>> written = new LinkedHashMap<>();

  /** Options with another problem, which are not reported as missing as well. */
  private final Set<String> meant = new HashSet<>();

  /** What was given and is no option: each is looked for among all options, and reported, once. */
  private final Set<String> unknown = new HashSet<>();

  private final Problems problems = new Problems();

  Arguments(CommandSpec spec, Class<O> type) {
    this.spec = spec;
    this.type = type;
    this.ours =
        Stream.concat(spec.options().stream(), spec.googleNames().stream())
            .collect(Collectors.toMap(OptionSpec::name, Function.identity()));
    this.ownNames =
        spec.options().stream()
            .collect(
                Collectors.toMap(OptionSpec::property, OptionSpec::name, (first, second) -> first));
    this.beams = spec.kind() == CommandKind.JOB ? Suppliers.memoize(BeamOptions::types) : Map::of;
  }

  /**
   * Converts the arguments.
   *
   * @throws UsageException with every problem that the arguments have
   */
  O parse(List<String> args) {
    for (int i = 0; i < args.size(); i++) {
      String next = i + 1 < args.size() ? args.get(i + 1) : "--";
      if (read(args.get(i), next)) {
        i++;
      }
    }
    checkCounts();
    checkRequired();
    problems.throwIfAny();
    return convert();
  }

  /** Reads one argument; true if the next argument was read as its value. */
  private boolean read(String arg, String next) {
    if (!arg.startsWith("--")) {
      spec.ofWords()
          .ifPresentOrElse(
              option -> given.computeIfAbsent(option.name(), n -> new ArrayList<>()).add(arg),
              () -> problems.add("'%s': options are written --name=value".formatted(arg)));
      return false;
    }
    int equals = arg.indexOf('=');
    String name = equals < 0 ? arg.substring(2) : arg.substring(2, equals);
    Class<?> optionType = typeOf(name);
    if (optionType == null) {
      if (unknown.add(name)) {
        reportUnknown(name);
      }
      return equals < 0 && !next.startsWith("--");
    }
    OptionSpec option = ours.get(name);
    if (option != null && option.emptyIsNotGiven() && equals == arg.length() - 1) {
      return false;
    }
    List<String> values = given.computeIfAbsent(ownName(name), n -> new ArrayList<>());
    if (option != null) {
      written.computeIfAbsent(ownName(name), n -> new LinkedHashSet<>()).add(name);
    }
    if (equals >= 0) {
      String value = arg.substring(equals + 1);
      values.add(value);
      (option == null
              ? ValueCheck.problemOfType(name, optionType, value)
              : ValueCheck.problem(option, value))
          .ifPresent(
              problem -> {
                problems.add(problem);
                meant.add(ownName(name));
              });
      return false;
    }
    boolean isFlag = optionType == boolean.class || optionType == Boolean.class;
    boolean nextIsOther = next.startsWith("--") || (isFlag && spec.ofWords().isPresent());
    if (!nextIsOther) {
      values.add(next);
      problems.add(
          "--%s %s: put an equals sign between them, --%s=%s".formatted(name, next, name, next));
      return true;
    }
    values.add("true");
    if (!isFlag) {
      problems.add("--%s needs a value, --%s=%s".formatted(name, name, valueNameOf(name)));
    }
    return false;
  }

  /** The name that the option has among those of the command. */
  private String ownName(String name) {
    OptionSpec option = ours.get(name);
    return option == null ? name : ownNames.getOrDefault(option.property(), name);
  }

  private Class<?> typeOf(String name) {
    return ours.containsKey(name) ? ours.get(name).type() : beams.get().get(name);
  }

  private String valueNameOf(String name) {
    return ours.containsKey(name) ? ours.get(name).valueName() : "VALUE";
  }

  private void reportUnknown(String name) {
    Optional<String> nearest =
        Nearest.to(name)
            .among(spec.options().stream().map(OptionSpec::name).toList())
            .or(
                () ->
                    Nearest.to(name)
                        .among(spec.googleNames().stream().map(OptionSpec::name).toList()))
            .or(() -> Nearest.to(name).among(beams.get().keySet()));
    nearest.ifPresent(meant::add);
    problems.add(
        nearest
            .map(n -> "--%s is not an option; did you mean --%s?".formatted(name, n))
            .orElse("--%s is not an option".formatted(name)));
  }

  private void checkCounts() {
    given.forEach(
        (name, values) -> {
          Class<?> optionType = typeOf(name);
          boolean list = Collection.class.isAssignableFrom(optionType) || optionType.isArray();
          Set<String> names = written.getOrDefault(name, Set.of(name));
          if (names.size() > 1) {
            problems.add(
                "%s are the same option, give one: --%s is its name here, and the other that of"
                        .formatted(
                            names.stream().map(n -> "--" + n).collect(Collectors.joining(" and ")),
                            name)
                    + " Google's templates");
          } else if (values.size() > 1 && !list) {
            problems.add(
                "--%s is given %d times; give it once"
                    .formatted(names.iterator().next(), values.size()));
          }
        });
  }

  private void checkRequired() {
    Map<String, List<OptionSpec>> alternatives = new TreeMap<>();
    for (OptionSpec option : spec.options()) {
      if (option.required() && !isGiven(option)) {
        problems.add("--%s is required: %s".formatted(option.name(), option.description()));
      }
      option
          .alternatives()
          .ifPresent(
              group -> alternatives.computeIfAbsent(group, g -> new ArrayList<>()).add(option));
    }
    int before = problems.count();
    alternatives.values().forEach(this::checkExactlyOne);
    // What goes with which of them can be checked once it is known which one is meant.
    if (problems.count() == before) {
      spec.options()
          .forEach(
              option -> option.parent().ifPresent(parent -> checkParent(option, ours.get(parent))));
    }
  }

  private void checkParent(OptionSpec option, OptionSpec parent) {
    if (hasEffect(option, parent)) {
      if (option.requiredWithParent() && !isGiven(option)) {
        problems.add(
            "--%s is required with --%s: %s"
                .formatted(option.name(), parent.name(), option.description()));
      }
    } else if (isGivenOtherThanDefault(option)) {
      String condition =
          option.parentValues().isEmpty()
              ? "--" + parent.name()
              : option.parentValues().stream()
                  .map(value -> "--%s=%s".formatted(parent.name(), value))
                  .collect(Collectors.joining(" or "));
      problems.add(
          "--%s has no effect without %s; add that, or leave out --%s"
              .formatted(option.name(), condition, option.name()));
    }
  }

  private boolean hasEffect(OptionSpec option, OptionSpec parent) {
    if (option.parentValues().isEmpty() || meant.contains(parent.name())) {
      return isGiven(parent);
    }
    List<String> values =
        given.getOrDefault(parent.name(), parent.defaultValue().stream().toList());
    return values.stream().anyMatch(option.parentValues()::contains);
  }

  /** A form sends the defaults of options that nobody has touched; that does no harm. */
  private boolean isGivenOtherThanDefault(OptionSpec option) {
    return given.getOrDefault(option.name(), List.of()).stream()
        .anyMatch(value -> !option.defaultValue().equals(Optional.of(value)));
  }

  private void checkExactlyOne(List<OptionSpec> alternatives) {
    List<OptionSpec> chosen = alternatives.stream().filter(this::isGiven).toList();
    if (chosen.isEmpty()) {
      problems.add("one of %s is required".formatted(names(alternatives)));
    } else if (chosen.size() > 1) {
      problems.add("%s exclude each other; give one".formatted(names(chosen)));
    }
  }

  /** An empty value may be meant for an option that is not required, but not for one that is. */
  private boolean isGiven(OptionSpec option) {
    return meant.contains(option.name())
        || given.getOrDefault(option.name(), List.of()).stream().anyMatch(v -> !v.isEmpty());
  }

  private static String names(List<OptionSpec> options) {
    return options.stream().map(option -> "--" + option.name()).collect(Collectors.joining(", "));
  }

  /** The values of options that were not given, where they are not those of the option itself. */
  private List<String> notGiven() {
    Map<String, String> values = new LinkedHashMap<>();
    // Another dialect sets the other options of its group, which defaults would override.
    spec.options().stream()
        .filter(option -> option.group() != OptionGroup.CSV || !given.containsKey(CSV_DIALECT))
        .forEach(
            option -> option.givenDefault().ifPresent(value -> values.put(option.name(), value)));
    spec.implied().stream()
        .filter(implied -> given.containsKey(implied.with()))
        .forEach(implied -> values.put(implied.option(), implied.value()));
    return values.entrySet().stream()
        .filter(value -> !given.containsKey(value.getKey()))
        .map(value -> "--" + property(value.getKey()) + "=" + value.getValue())
        .toList();
  }

  private String property(String name) {
    OptionSpec option = ours.get(name);
    return option == null ? name : option.property();
  }

  /**
   * A sentence about options that were given and have no effect, as what they ask for is always
   * done; empty if there are none. After {@link #parse}.
   */
  Optional<String> withoutEffect() {
    List<String> options =
        spec.options().stream()
            .filter(option -> option.alwaysSo().isPresent() && given.containsKey(option.name()))
            .map(option -> "--%s (%s)".formatted(option.name(), option.alwaysSo().get()))
            .toList();
    return options.isEmpty()
        ? Optional.empty()
        : Optional.of("accepted, and without effect: " + String.join(", ", options));
  }

  private O convert() {
    List<String> args = new ArrayList<>();
    if (spec.kind() == CommandKind.JOB) {
      args.addAll(LocalRunDefaults.before(given));
      args.addAll(FlinkRunDefaults.before(given));
      if (!given.containsKey("appName")) {
        args.add("--appName=lintel-" + spec.name());
      }
    }
    String ofWords = spec.ofWords().map(OptionSpec::name).orElse("");
    given.forEach(
        (name, values) -> {
          if (!name.equals(ofWords)) {
            values.forEach(value -> args.add("--" + property(name) + "=" + value));
          }
        });
    args.addAll(notGiven());
    OptionRegistration.ensureLocal();
    try {
      O options = PipelineOptionsFactory.fromArgs(args.toArray(String[]::new)).as(type);
      // Beam would split the values at commas, which names of files may have.
      spec.ofWords()
          .ifPresent(
              option ->
                  option.set(options, List.copyOf(given.getOrDefault(option.name(), List.of()))));
      return PipelineOptionsValidator.validateCli(type, options);
    } catch (IllegalArgumentException e) {
      // Only Beam finds this, such as a runner that is not on the class path.
      throw new UsageException(
          Optional.ofNullable(e.getMessage())
              .orElseGet(() -> Throwables.getRootCause(e).toString()));
    }
  }
}
