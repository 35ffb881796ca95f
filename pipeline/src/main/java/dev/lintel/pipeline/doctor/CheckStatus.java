package dev.lintel.pipeline.doctor;

/** The result of a check. */
enum CheckStatus {
  OK("ok"),
  PROBLEM("PROBLEM"),
  NOT_CHECKED("not checked");

  private final String text;

  CheckStatus(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
