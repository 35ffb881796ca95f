package dev.lintel.pipeline.options;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Explains one constant of an enum that is the type of an option. The constant's
 * {@code @JsonProperty} is the value as it is written, because Beam reads that and Dataflow stores
 * it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ChoiceHelp {

  /** A title of a few words, for a form. */
  String label();

  /** The effect of choosing it; no full stop. */
  String description();
}
