package dev.lintel.pipeline.options;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes an option for help, checks and template metadata, in addition to Beam's
 * {@code @Description}, {@code @Default} and {@code @Validation.Required}. Annotates the getter.
 *
 * <p>Options that share a group of {@code @Validation.Required(groups = …)} are alternatives: the
 * command line requires exactly one of them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OptionHelp {

  OptionGroup group();

  /** Place within the group, from the top. */
  int order();

  /** A title of a few words, which a form shows above the field. */
  String label();

  /** Stands for the value in help, such as {@code FOLDER}; by type when empty. */
  String valueName() default "";

  /** A whole value has to match it; valid in Java and in JavaScript. */
  String regex() default "";

  /** The regex in words, for the message about a value that does not match; required with it. */
  String rule() default "";

  /** A value that works. */
  String example() default "";

  /** The type of the template parameter, by which the Dataflow console shows the field. */
  ParamType paramType() default ParamType.BY_TYPE;

  /** The values of an option that takes one of a few; by default the constants of its enum. */
  Class<? extends Choices> choices() default Choices.class;

  /**
   * The option without which this one has no effect. Without it, the command line refuses any value
   * but the default.
   */
  String parent() default "";

  /** The values of the parent with which this option has an effect; all when empty. */
  String[] parentValues() default {};

  /** Whether this option is required when its parent is given. */
  boolean requiredWithParent() default false;

  /** False for an option that is of use on one's own machine only: templates leave it out. */
  boolean inTemplate() default true;

  /**
   * Whether an empty value means that the option was not given, as in Google's templates. Otherwise
   * it is probably a variable that was not set.
   */
  boolean emptyIsNotGiven() default false;

  /**
   * Of an option that is only taken because a launch of one of Google's templates may have it: what
   * the job always does, whatever the value. Half a sentence after "because".
   */
  String alwaysSo() default "";

  /**
   * Whether arguments without dashes are values of this option, whose type is a list of texts.
   * Unlike the values of other lists, such values are not split at commas.
   */
  boolean takesWords() default false;
}
