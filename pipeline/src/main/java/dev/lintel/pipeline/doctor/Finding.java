package dev.lintel.pipeline.doctor;

/**
 * The result of one check, with an explanation.
 *
 * @param subject what was checked, in a word, or the option that names it
 * @param text one line; for a problem it says how to fix it
 */
record Finding(CheckStatus status, String subject, String text) {

  static Finding ok(String subject, String text) {
    return new Finding(CheckStatus.OK, subject, text);
  }

  /**
   * Something that will prevent the job from running.
   *
   * @param fix what to do about it
   */
  static Finding problem(String subject, String text, String fix) {
    return new Finding(CheckStatus.PROBLEM, subject, text + "; " + fix);
  }

  static Finding notChecked(String subject, String why) {
    return new Finding(CheckStatus.NOT_CHECKED, subject, why);
  }
}
