package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.Optional;

/** Reads what DDL says of the counter of a sequence or an identity column. */
final class CounterReader {

  private Optional<String> kind = Optional.empty();
  private Optional<Long> skipRangeMin = Optional.empty();
  private Optional<Long> skipRangeMax = Optional.empty();
  private Optional<Long> start = Optional.empty();

  /** Passes the clause that comes next; false if it is none that is known. */
  boolean clause(DdlTokens tokens) {
    if (tokens.skip("BIT_REVERSED_POSITIVE")) {
      kind = Optional.of("bit_reversed_positive");
    } else if (tokens.skip("SKIP", "RANGE")) {
      skipRangeMin = Optional.of(number(tokens));
      tokens.skipSymbol(",");
      skipRangeMax = Optional.of(number(tokens));
    } else if (tokens.skip("START", "COUNTER")) {
      tokens.skip("WITH");
      start = Optional.of(number(tokens));
    } else {
      return tokens.skip("NO", "SKIP", "RANGE");
    }
    return true;
  }

  /** Takes what is known of the options; false if there is one that is not. */
  boolean options(ImmutableList<DdlOption> options, DdlTokens tokens) {
    boolean known = true;
    for (DdlOption option : options) {
      switch (option.name().toLowerCase(Locale.ROOT)) {
        case "sequence_kind" ->
            kind = Optional.of(option.text(tokens.dialect()).toLowerCase(Locale.ROOT));
        case "skip_range_min" -> skipRangeMin = number(option);
        case "skip_range_max" -> skipRangeMax = number(option);
        case "start_with_counter" -> start = number(option);
        default -> known = false;
      }
    }
    return known;
  }

  CounterDefinition counter() {
    return new CounterDefinition(kind, skipRangeMin, skipRangeMax, start, Optional.empty());
  }

  private static Optional<Long> number(DdlOption option) {
    return option.value().equalsIgnoreCase("NULL")
        ? Optional.empty()
        : Optional.of(Long.parseLong(option.value()));
  }

  private static long number(DdlTokens tokens) {
    String sign = tokens.skipSymbol("-") ? "-" : "";
    return Long.parseLong(sign + tokens.next().text());
  }
}
