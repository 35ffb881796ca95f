package dev.lintel.pipeline.options;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What help and template metadata say of an option, besides Beam's {@code @Description},
 * {@code @Default} and {@code @Validation.Required}; stands on the getter.
 *
 * <p>Options that share a group of {@code @Validation.Required(groups = …)} are alternatives: the
 * command line wants exactly one of them.
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

  /** What stands for the value in help, such as {@code FOLDER}; by type when empty. */
  String valueName() default "";

  /** What a value has to match as a whole, understood by Java and JavaScript alike. */
  String regex() default "";

  /** The regex in words, for the message to who gave another value; needed with a regex. */
  String rule() default "";

  /** A value that works. */
  String example() default "";

  /** What the Dataflow console offers for the field. */
  ParamType paramType() default ParamType.BY_TYPE;

  /** The values of an option that takes one of a few; by default the constants of its enum. */
  Class<? extends Choices> choices() default Choices.class;

  /** The option that this one makes sense with. */
  String parent() default "";

  /** The values of the parent with which this option makes sense. */
  String[] parentValues() default {};

  /** The option with which this one has to be given, and without which it may not be. */
  String requiredWith() default "";

  /** False for what only makes sense on one's own machine: templates leave it out. */
  boolean inTemplate() default true;
}
