package dev.lintel.pipeline.options;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Explains one constant of an enum that is the type of an option. How the value is written is the
 * constant's {@code @JsonProperty}, because that is what Beam reads and Dataflow stores.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ChoiceHelp {

  /** A title of a few words, for a form. */
  String label();

  /** What choosing it does; no full stop. */
  String description();
}
