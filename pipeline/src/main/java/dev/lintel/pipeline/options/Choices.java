package dev.lintel.pipeline.options;

import java.util.List;

/**
 * The values of an option, if they are not simply the constants of its type. An implementation has
 * a public constructor without parameters.
 */
public interface Choices {

  /** The values, in the order in which help shows them. */
  List<Choice> list();
}
