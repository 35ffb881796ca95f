package dev.lintel.pipeline.summary;

/** Something that a run counts, of a table or of a lookup. */
public sealed interface Figure permits TableFigure, LookupFigure {

  /** The field of the summary file. */
  String field();

  /** The column of the printed table. */
  String heading();
}
