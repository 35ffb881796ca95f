package dev.lintel.pipeline.options;

import com.google.auto.value.AutoBuilder;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/**
 * The declaration of one option, read from the annotations of its getter. Immutable.
 *
 * @param getter reads the value
 * @param name as it is written after the two dashes
 * @param type the type of its value
 * @param description sentences for the user
 * @param defaultValue as it is written on the command line
 * @param required true when a run without it is refused
 * @param alternatives the name of the group of which exactly one option is to be given
 * @param valueName stands for the value in help
 * @param choices the values that it takes, when these are few
 * @param paramType never {@link ParamType#BY_TYPE}
 * @param parent the option without which this one has no effect
 * @param parentValues the values of the parent with which it has one; empty for all
 * @param requiredWithParent true when this one is required if the parent is given
 * @param takesWords true when arguments without dashes are values of this one
 * @param emptyIsNotGiven true when an empty value means that it was not given
 * @param alwaysSo what the job always does, if the option is without effect
 */
public record OptionSpec(
    Method getter,
    String name,
    Class<?> type,
    String description,
    Optional<String> defaultValue,
    boolean required,
    Optional<String> alternatives,
    OptionGroup group,
    int order,
    String label,
    String valueName,
    Optional<Pattern> regex,
    String rule,
    Optional<String> example,
    ParamType paramType,
    Optional<String> parent,
    List<String> parentValues,
    boolean requiredWithParent,
    boolean inTemplate,
    boolean takesWords,
    boolean emptyIsNotGiven,
    Optional<String> alwaysSo,
    List<Choice> choices) {

  /** The option that a getter declares; IllegalArgumentException if it lacks an annotation. */
  static OptionSpec of(Method getter) {
    OptionHelp help = getter.getAnnotation(OptionHelp.class);
    Description description = getter.getAnnotation(Description.class);
    if (help == null || description == null) {
      throw new IllegalArgumentException(
          getter + " needs @Description and @OptionHelp: every option is explained");
    }
    Class<?> type = getter.getReturnType();
    List<Choice> choices = choicesOf(help, type);
    ParamType paramType =
        help.paramType() == ParamType.BY_TYPE ? paramTypeOf(type, choices) : help.paramType();
    Validation.Required required = getter.getAnnotation(Validation.Required.class);
    return new OptionSpec(
        getter,
        nameOf(getter),
        type,
        description.value(),
        defaultOf(getter),
        required != null && required.groups().length == 0,
        required == null ? Optional.empty() : Arrays.stream(required.groups()).findFirst(),
        help.group(),
        help.order(),
        help.label(),
        help.valueName().isEmpty() ? valueNameOf(paramType) : help.valueName(),
        optional(help.regex()).map(Pattern::compile),
        help.rule(),
        optional(help.example()),
        paramType,
        optional(help.parent()),
        ImmutableList.copyOf(help.parentValues()),
        help.requiredWithParent(),
        help.inTemplate(),
        help.takesWords(),
        help.emptyIsNotGiven(),
        optional(help.alwaysSo()),
        ImmutableList.copyOf(choices));
  }

  /** The same option under another name. */
  OptionSpec named(String other) {
    return toBuilder().setName(other).build();
  }

  /** The same option, required or not; it is no alternative to another one any more. */
  OptionSpec withRequired(boolean value) {
    return toBuilder().setRequired(value).setAlternatives(Optional.empty()).build();
  }

  /** The same option with another default, which the command line gives to the job. */
  OptionSpec withDefault(String value) {
    return toBuilder().setDefaultValue(Optional.of(value)).build();
  }

  /** The same option without a default in its declaration; the job keeps its own. */
  OptionSpec withoutDefault() {
    return toBuilder().setDefaultValue(Optional.empty()).build();
  }

  /** The same option, of which an empty value means that it was not given. */
  OptionSpec withEmptyAsNotGiven() {
    return toBuilder().setEmptyIsNotGiven(true).build();
  }

  /** The same option, whose parent has another name, or which has none any more. */
  OptionSpec withParent(Optional<String> value) {
    return toBuilder()
        .setParent(value)
        .setParentValues(value.isPresent() ? parentValues : ImmutableList.of())
        .setRequiredWithParent(requiredWithParent && value.isPresent())
        .build();
  }

  /** The same option with one more sentence in its description. */
  OptionSpec withRemark(String sentence) {
    return toBuilder().setDescription(description + " " + sentence).build();
  }

  /** The same option in other words. */
  OptionSpec withWords(String newLabel, String newDescription, String newExample) {
    return toBuilder()
        .setLabel(newLabel)
        .setDescription(newDescription)
        .setExample(Optional.of(newExample))
        .build();
  }

  private Builder toBuilder() {
    return new AutoBuilder_OptionSpec_Builder(this);
  }

  @AutoBuilder
  abstract static class Builder {
    abstract Builder setName(String value);

    abstract Builder setDescription(String value);

    abstract Builder setDefaultValue(Optional<String> value);

    abstract Builder setRequired(boolean value);

    abstract Builder setAlternatives(Optional<String> value);

    abstract Builder setParent(Optional<String> value);

    abstract Builder setParentValues(List<String> value);

    abstract Builder setRequiredWithParent(boolean value);

    abstract Builder setEmptyIsNotGiven(boolean value);

    abstract Builder setGetter(Method value);

    abstract Builder setType(Class<?> value);

    abstract Builder setGroup(OptionGroup value);

    abstract Builder setOrder(int value);

    abstract Builder setLabel(String value);

    abstract Builder setValueName(String value);

    abstract Builder setRegex(Optional<Pattern> value);

    abstract Builder setRule(String value);

    abstract Builder setExample(Optional<String> value);

    abstract Builder setParamType(ParamType value);

    abstract Builder setInTemplate(boolean value);

    abstract Builder setTakesWords(boolean value);

    abstract Builder setAlwaysSo(Optional<String> value);

    abstract Builder setChoices(List<Choice> value);

    abstract OptionSpec build();
  }

  /** The name by which Beam knows it, whatever it is called here. */
  public String property() {
    return nameOf(getter);
  }

  /** The default that has to be given, because the option has another one of its own. */
  public Optional<String> givenDefault() {
    return alwaysSo.isEmpty() && !defaultValue.equals(defaultOf(getter))
        ? defaultValue
        : Optional.empty();
  }

  /** The value that the option has among these, given or default; empty for null. */
  public Optional<Object> valueIn(PipelineOptions options) {
    try {
      return Optional.ofNullable(getter.invoke(options));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("--%s cannot be read".formatted(name), e);
    }
  }

  /** Gives the option a value of its type. */
  public void set(PipelineOptions options, Object value) {
    String setter = getter.getName().replaceFirst("^(get|is)", "set");
    try {
      getter.getDeclaringClass().getMethod(setter, type).invoke(options, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("--%s cannot be set".formatted(name), e);
    }
  }

  /** The option's name, by the JavaBeans rule that Beam follows. */
  static String nameOf(Method getter) {
    String name = getter.getName();
    String bare = name.startsWith("is") ? name.substring(2) : name.substring(3);
    return Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
  }

  private static Optional<String> defaultOf(Method getter) {
    Class<?> type = getter.getReturnType();
    if (getter.isAnnotationPresent(Default.String.class)) {
      return Optional.of(getter.getAnnotation(Default.String.class).value());
    } else if (getter.isAnnotationPresent(Default.Boolean.class)) {
      return Optional.of(String.valueOf(getter.getAnnotation(Default.Boolean.class).value()));
    } else if (getter.isAnnotationPresent(Default.Integer.class)) {
      return Optional.of(String.valueOf(getter.getAnnotation(Default.Integer.class).value()));
    } else if (getter.isAnnotationPresent(Default.Long.class)) {
      return Optional.of(String.valueOf(getter.getAnnotation(Default.Long.class).value()));
    } else if (getter.isAnnotationPresent(Default.Enum.class)) {
      String constant = getter.getAnnotation(Default.Enum.class).value();
      return Arrays.stream(type.getEnumConstants())
          .map(Enum.class::cast)
          .filter(c -> c.name().equals(constant))
          .map(c -> Choice.valueOf((Enum<?>) c))
          .findFirst();
    }
    return Optional.empty();
  }

  private static List<Choice> choicesOf(OptionHelp help, Class<?> type) {
    if (help.choices() == Choices.class) {
      return Choice.of(type);
    }
    try {
      return help.choices().getConstructor().newInstance().list();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          help.choices() + " needs a public constructor without parameters", e);
    }
  }

  private static ParamType paramTypeOf(Class<?> type, List<Choice> choices) {
    if (type == boolean.class || type == Boolean.class) {
      return ParamType.BOOLEAN;
    } else if (!choices.isEmpty()) {
      return ParamType.ENUM;
    }
    return type.isPrimitive() || Number.class.isAssignableFrom(type)
        ? ParamType.NUMBER
        : ParamType.TEXT;
  }

  private static String valueNameOf(ParamType paramType) {
    return switch (paramType) {
      case BOOLEAN -> "true|false";
      case NUMBER -> "N";
      case GCS_READ_FILE, GCS_WRITE_FILE -> "FILE";
      case GCS_READ_FOLDER, GCS_WRITE_FOLDER -> "FOLDER";
      case TEXT, ENUM, BY_TYPE -> "VALUE";
    };
  }

  private static Optional<String> optional(String annotated) {
    return Optional.ofNullable(Strings.emptyToNull(annotated));
  }
}
