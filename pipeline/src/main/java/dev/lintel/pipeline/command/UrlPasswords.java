package dev.lintel.pipeline.command;

import java.util.regex.Pattern;

/** Leaves the user and the password of URLs out of what is shown. */
public final class UrlPasswords {
  private static final Pattern USER = Pattern.compile("(?<=://)[^/@\\s]*@");

  private UrlPasswords() {}

  /** The text with {@code …@} for the user and the password of each URL in it. */
  public static String hide(String text) {
    return USER.matcher(text).replaceAll("…@");
  }
}
