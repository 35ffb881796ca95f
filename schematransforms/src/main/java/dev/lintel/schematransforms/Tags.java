package dev.lintel.schematransforms;

/** The names of the collections, and the URNs. */
final class Tags {
  static final String INPUT = "input";
  static final String OUTPUT = "output";

  /** As error outputs are called in Beam's own transforms; a pipeline names them itself. */
  static final String ERRORS = "errors";

  private Tags() {}

  static String urn(String verb) {
    return "beam:schematransform:dev.lintel:spanner_%s:v1".formatted(verb);
  }
}
