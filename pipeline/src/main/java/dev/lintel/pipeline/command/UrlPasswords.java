package dev.lintel.pipeline.command;

import java.util.regex.Pattern;

/** Leaves the user and the password of URLs out of what is shown. */
public final class UrlPasswords {

  /**
   * A password may hold {@code /} and {@code @} that are not encoded. So what follows a colon may
   * be one up to the last {@code @} of the URL, although it may also be a port and a path with that
   * character: rather too much is left out. Without a colon, a user ends before the first {@code
   * /}.
   */
  private static final Pattern USER = Pattern.compile("(?<=://)(?:[^/\\s:]*:\\S*@|[^/\\s]*@)");

  private UrlPasswords() {}

  /** The text with {@code …@} for the user and the password of each URL in it. */
  public static String hide(String text) {
    return USER.matcher(text).replaceAll("…@");
  }
}
