package dev.lintel.pipeline.options;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names a command; stands on the options interface that the command takes. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CommandHelp {

  /** The word after {@code ./lintel}. */
  String name();

  /** What the command is called where there is room for a title, such as a template's name. */
  String title();

  /** One line for the list of commands; starts with a verb, ends without a full stop. */
  String summary();

  /** A paragraph for the command's help and the template's description. */
  String description();

  /** Option lists that run, without {@code ./lintel NAME} before them. */
  String[] examples();

  CommandKind kind();
}
