package dev.lintel.pipeline.options;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names and describes a command. Annotates the options interface of the command. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CommandHelp {

  /** The word after {@code ./lintel}. */
  String name();

  /** A title of a few words, such as a template has. */
  String title();

  /** One line for the list of commands; starts with a verb, ends without a full stop. */
  String summary();

  /** A paragraph for the command's help and the template's description. */
  String description();

  /** Option lists that run, without {@code ./lintel NAME} before them. */
  String[] examples();

  CommandKind kind();
}
