package dev.lintel.pipeline.load;

import java.io.Serializable;

/**
 * The effects on other rows that the user has agreed to.
 *
 * @param generatedKeys whether a row may leave its key to the server, although it is then inserted
 *     again each time it is sent again
 * @param replacedChildren whether a row may be replaced although that deletes its interleaved
 *     children, or rows that reference it
 */
public record Consent(boolean generatedKeys, boolean replacedChildren) implements Serializable {

  /** What a run has without any option. */
  public static final Consent TO_NOTHING = new Consent(false, false);
}
