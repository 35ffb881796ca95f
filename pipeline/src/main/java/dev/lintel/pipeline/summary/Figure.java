package dev.lintel.pipeline.summary;

import com.google.common.base.CaseFormat;
import java.util.Locale;

/** Something that a run counts, of a table or of a lookup. The constants of an enum. */
public sealed interface Figure permits TableFigure, LookupFigure {

  /** The name of the constant, such as {@code CACHE_HITS}. */
  String name();

  /** The field of the summary file, such as {@code cacheHits}. */
  default String field() {
    return CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name());
  }

  /** The column of the printed table, such as {@code cache hits}. */
  default String heading() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
