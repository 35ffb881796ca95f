package dev.lintel.pipeline.reading;

import dev.lintel.pipeline.files.FileCuts;
import dev.lintel.pipeline.files.FilePlace;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Hands out the records of a range.
 *
 * <p>A runner that wants to stop at once has to wait until the reader pauses: the direct runner
 * would otherwise stop after a hundred records, and each pause costs a bundle in every later step.
 * A part of the rest, for another worker, can be taken at any time.
 *
 * <p>Not thread-safe: Beam calls it from one thread at a time.
 */
final class ReadRangeTracker extends RestrictionTracker<ReadRange, ReadClaim>
    implements RestrictionTracker.HasProgress {
  private ReadRange range;
  private ReadClaim.@Nullable OfRecord last;
  private boolean paused;
  private boolean done;

  ReadRangeTracker(ReadRange range) {
    this.range = range;
  }

  @Override
  public boolean tryClaim(ReadClaim claim) {
    if (claim instanceof ReadClaim.OfPause) {
      paused = last != null;
      return paused;
    }
    if (claim instanceof ReadClaim.OfCount) {
      return true;
    }
    if (claim instanceof ReadClaim.OfRecord record && isInRange(record)) {
      last = record;
      return true;
    }
    done = true;
    return false;
  }

  private boolean isInRange(ReadClaim.OfRecord record) {
    return RecordPlace.before(record.file(), record.after()).isBefore(range.end());
  }

  @Override
  public ReadRange currentRestriction() {
    return range;
  }

  @Override
  public @Nullable SplitResult<ReadRange> trySplit(double fractionOfRemainder) {
    if (done) {
      return null;
    }
    if (paused) {
      done = true;
      return split(last.file(), last.after(), endAfter(last));
    }
    if (fractionOfRemainder <= 0) {
      return null;
    }
    if (range.isPartOfFile()) {
      return range.cuts() == FileCuts.Others.ANYWHERE ? splitFile(fractionOfRemainder) : null;
    }
    return splitFiles(fractionOfRemainder);
  }

  private static RecordPlace endAfter(ReadClaim.OfRecord record) {
    FilePlace after = record.after();
    return new RecordPlace(record.file(), after.offset(), after.skipped() + 1);
  }

  private @Nullable SplitResult<ReadRange> splitFile(double fraction) {
    long from = last == null ? range.place().offset() : last.after().offset();
    long to = range.end().offset();
    long cut = from + Math.max(1, (long) Math.ceil((to - from) * fraction));
    return cut >= to
        ? null
        : split(range.file(), FilePlace.at(cut), RecordPlace.at(range.file(), cut));
  }

  private @Nullable SplitResult<ReadRange> splitFiles(double fraction) {
    int from = last == null ? range.file() : last.file();
    int cut = from + Math.max(1, (int) Math.ceil((range.end().file() - from) * fraction));
    return range.reaches(cut) ? split(cut, FilePlace.start(), RecordPlace.beginningOf(cut)) : null;
  }

  private SplitResult<ReadRange> split(int file, FilePlace place, RecordPlace end) {
    double primary = shareBefore(file, place.offset());
    long bytes = Math.round(range.bytes() * primary);
    ReadRange residual = range.withStart(file, place, range.bytes() - bytes);
    range = range.withEnd(end, bytes);
    return SplitResult.of(range, residual);
  }

  /** About the share of the range that is before a place. */
  private double shareBefore(int file, long offset) {
    double share;
    if (range.isPartOfFile()) {
      long from = range.place().offset();
      share = (double) (offset - from) / Math.max(1, range.end().offset() - from);
    } else {
      int files = range.end().file() - range.file() + (range.end().offset() > 0 ? 1 : 0);
      share = (double) (file - range.file()) / files;
    }
    return Math.min(1, Math.max(0, share));
  }

  @Override
  public void checkDone() {
    if (!done) {
      throw new IllegalStateException("Not all records of the range were read: " + range);
    }
  }

  @Override
  public Progress getProgress() {
    double share = done ? 1 : last == null ? 0 : shareBefore(last.file(), last.after().offset());
    return Progress.from(range.bytes() * share, range.bytes() * (1 - share));
  }

  @Override
  public IsBounded isBounded() {
    return IsBounded.BOUNDED;
  }
}
