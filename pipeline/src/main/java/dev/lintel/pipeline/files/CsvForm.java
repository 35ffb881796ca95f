package dev.lintel.pipeline.files;

/** How CSV files are written. Every value is in double quotes, and null is without them. */
public enum CsvForm {
  /** With a header, and null as {@code \N}: what {@link CsvLayout#lossless} reads. */
  LOSSLESS(CsvLayout.lossless()),
  /** As Google's export to text writes it: without a header, and null as an empty field. */
  GOOGLE(CsvLayout.defaults().withNullString(""));

  @SuppressWarnings("ImmutableEnumChecker") // It is a record of immutable values.
  private final CsvLayout layout;

  CsvForm(CsvLayout layout) {
    this.layout = layout;
  }

  CsvLayout layout() {
    return layout;
  }
}
