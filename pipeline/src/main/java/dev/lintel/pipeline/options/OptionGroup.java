package dev.lintel.pipeline.options;

/** Headings of the help and of a template's form, in their order. */
public enum OptionGroup {
  CHECKS("What to check"),
  SOURCE("Source"),
  DESTINATION("Destination"),
  DATABASE("Database"),
  REFERENCE("What to compare"),
  TABLES("What to copy"),
  SELECTION("What to export"),
  ROWS("Which rows"),
  DELETING("Deleting"),
  INPUT("Input"),
  LOOKUPS("Lookups"),
  CSV("CSV"),
  VALUES("Values"),
  WRITING("Writing"),
  OUTPUT("Output"),
  RESULT("Result"),
  RUN("Run"),
  GOOGLE("Names of Google's templates"),
  CLOUD("Google Cloud"),
  IMAGES("Images"),
  LOCAL("This machine");

  private final String title;

  OptionGroup(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
