package dev.lintel.pipeline.options;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The names that Google's templates have for options of a command, where they are not the command's
 * own. The command takes both. Annotates the options interface of the command.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface GoogleNames {

  Name[] value();

  /** One name. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({})
  @interface Name {

    /** What Google calls it. */
    String google();

    /** The option that it is. */
    String option();
  }
}
