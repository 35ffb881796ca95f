package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.Optional;

/** Reads the clauses and options of a counter from DDL. Not thread-safe. */
final class CounterReader {

  private final CounterDefinition.Builder counter = CounterDefinition.builder();

  /** Reads the next clause; returns false if it is unknown. */
  boolean clause(DdlTokens tokens) {
    if (tokens.skip("BIT_REVERSED_POSITIVE")) {
      counter.setKind("bit_reversed_positive");
    } else if (tokens.skip("SKIP", "RANGE")) {
      counter.setSkipRangeMin(number(tokens));
      tokens.skipSymbol(",");
      counter.setSkipRangeMax(number(tokens));
    } else if (tokens.skip("START", "COUNTER")) {
      tokens.skip("WITH");
      counter.setStart(number(tokens));
    } else {
      return tokens.skip("NO", "SKIP", "RANGE");
    }
    return true;
  }

  /** Reads the known options; returns false if there is an unknown option. */
  boolean options(ImmutableList<DdlOption> options, DdlTokens tokens) {
    boolean known = true;
    for (DdlOption option : options) {
      switch (option.name().toLowerCase(Locale.ROOT)) {
        case "sequence_kind" ->
            counter.setKind(option.text(tokens.dialect()).toLowerCase(Locale.ROOT));
        case "skip_range_min" -> counter.setSkipRangeMin(number(option));
        case "skip_range_max" -> counter.setSkipRangeMax(number(option));
        case "start_with_counter" -> counter.setStart(number(option));
        default -> known = false;
      }
    }
    return known;
  }

  CounterDefinition counter() {
    return counter.build();
  }

  private static Optional<Long> number(DdlOption option) {
    return option.value().equalsIgnoreCase("NULL")
        ? Optional.empty()
        : Optional.of(Long.parseLong(option.value()));
  }

  private static Optional<Long> number(DdlTokens tokens) {
    String sign = tokens.skipSymbol("-") ? "-" : "";
    return Optional.of(Long.parseLong(sign + tokens.next().text()));
  }
}
