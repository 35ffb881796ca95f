package dev.lintel.pipeline.imports;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.load.LoadLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Levels that are loaded by the same steps of the pipeline: usually one, whose files many workers
 * read. If there are several, one worker reads their files in the order of the levels, and in the
 * same bundle the rows are written in that order.
 *
 * <p>A runner looks at all steps of a pipeline again and again, so with steps for each level a deep
 * chain of tables would take a time that grows with the square of its depth. A small file is read
 * by one worker in any case, so levels of a single one lose nothing in one stage.
 */
record LoadStage(ImmutableList<LoadLevel> levels) {

  /**
   * Levels share a stage only while their files are no larger together: all of them are one bundle.
   */
  static final long MOST_BYTES = 8L << 20;

  /** More stages than that are put together, even if their levels have several files. */
  private static final int MOST_STAGES = 30;

  /**
   * The stages of all levels.
   *
   * @param files the number of files of a level
   * @param bytes about how large the records of a level are together
   */
  static ImmutableList<LoadStage> allOf(
      List<LoadLevel> levels, ToIntFunction<LoadLevel> files, ToLongFunction<LoadLevel> bytes) {
    int mostFiles = 1;
    List<LoadStage> stages = joined(levels, files, bytes, mostFiles);
    int total = levels.stream().mapToInt(files).sum();
    while (stages.size() > MOST_STAGES && mostFiles < total) {
      mostFiles *= 2;
      stages = joined(levels, files, bytes, mostFiles);
    }
    return ImmutableList.copyOf(stages);
  }

  /** A stage for each level. */
  static ImmutableList<LoadStage> eachOf(List<LoadLevel> levels) {
    return levels.stream()
        .map(level -> new LoadStage(ImmutableList.of(level)))
        .collect(toImmutableList());
  }

  /** Joins neighbours of at most that many files, which are written by one plain write. */
  private static List<LoadStage> joined(
      List<LoadLevel> levels,
      ToIntFunction<LoadLevel> files,
      ToLongFunction<LoadLevel> bytes,
      int mostFiles) {
    List<LoadStage> stages = new ArrayList<>();
    List<LoadLevel> open = new ArrayList<>();
    long openBytes = 0;
    for (LoadLevel level : levels) {
      long ofLevel = bytes.applyAsLong(level);
      boolean joins =
          level.isPlain() && files.applyAsInt(level) <= mostFiles && ofLevel <= MOST_BYTES;
      if (!open.isEmpty() && !(joins && openBytes + ofLevel <= MOST_BYTES)) {
        stages.add(new LoadStage(ImmutableList.copyOf(open)));
        open.clear();
        openBytes = 0;
      }
      if (joins) {
        open.add(level);
        openBytes += ofLevel;
      } else {
        stages.add(new LoadStage(ImmutableList.of(level)));
      }
    }
    if (!open.isEmpty()) {
      stages.add(new LoadStage(ImmutableList.copyOf(open)));
    }
    return stages;
  }

  ImmutableList<String> tables() {
    return levels.stream().flatMap(level -> level.tables().stream()).collect(toImmutableList());
  }

  ImmutableSet<String> cyclic() {
    return levels.get(0).cyclic();
  }

  ImmutableSet<String> selfReferencing() {
    return levels.get(0).selfReferencing();
  }

  /** Whether several workers may read the files. */
  boolean isSpread() {
    return levels.size() == 1;
  }
}
