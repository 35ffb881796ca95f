package dev.lintel.pipeline.doctor;

/**
 * What one check has found.
 *
 * @param subject what was checked, in a word, or the option that names it
 * @param text a line; of a problem, with the mend
 */
record Finding(CheckStatus mark, String subject, String text) {

  static Finding ok(String subject, String text) {
    return new Finding(CheckStatus.OK, subject, text);
  }

  /**
   * Something that will keep the job from running.
   *
   * @param mend what to do about it
   */
  static Finding problem(String subject, String text, String mend) {
    return new Finding(CheckStatus.PROBLEM, subject, text + "; " + mend);
  }

  static Finding notChecked(String subject, String why) {
    return new Finding(CheckStatus.NOT_CHECKED, subject, why);
  }
}
