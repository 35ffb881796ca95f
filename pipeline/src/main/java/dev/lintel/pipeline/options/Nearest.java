package dev.lintel.pipeline.options;

import com.google.common.base.CharMatcher;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses which known word a mistyped one was meant to be. */
public record Nearest(String typed) {

  public static Nearest to(String typed) {
    return new Nearest(typed);
  }

  /**
   * The nearest word, or the first of several; empty if no word is near enough. Case, hyphens and
   * underscores do not count, so that {@code --instance-id} is exact.
   */
  public Optional<String> among(Collection<String> known) {
    String bare = bare(typed);
    int limit = bare.length() < 4 ? 1 : Math.max(2, bare.length() / 3);
    LevenshteinDistance distance = new LevenshteinDistance(limit);
    record Candidate(String word, int distance) {}
    Optional<String> close =
        known.stream()
            .map(word -> new Candidate(word, distance.apply(bare, bare(word))))
            .filter(candidate -> candidate.distance() >= 0)
            .min(Comparator.comparingInt(Candidate::distance))
            .map(Candidate::word);
    return close.or(() -> known.stream().filter(word -> isCutOff(bare, bare(word))).findFirst());
  }

  /** {@code --instance} for {@code --instanceId}, {@code --table} for {@code --tableName}. */
  private static boolean isCutOff(String typed, String word) {
    return typed.length() >= 4 && (word.startsWith(typed) || word.endsWith(typed));
  }

  private static String bare(String word) {
    return CharMatcher.anyOf("-_").removeFrom(word.toLowerCase(Locale.ROOT));
  }
}
