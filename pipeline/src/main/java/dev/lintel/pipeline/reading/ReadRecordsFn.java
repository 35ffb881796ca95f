package dev.lintel.pipeline.reading;

import dev.lintel.coders.SerializedValue;
import dev.lintel.pipeline.files.CloseQuietly;
import dev.lintel.pipeline.files.FileLineage;
import dev.lintel.pipeline.files.FilePlace;
import dev.lintel.pipeline.formats.RecordFile;
import dev.lintel.pipeline.summary.ReadProgress;
import java.io.IOException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.BoundedPerElement;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Reads the files of a list when an element says so. The restriction is a part of the list; each
 * bundle reads the next of its records.
 *
 * @param <T> what a record is converted to
 */
@BoundedPerElement
final class ReadRecordsFn<E, T> extends DoFn<E, T> {
  private final SerializedValue<ReadList<?, T>> list;
  private final BundleSize bundle;
  private final RecordOutput<T> output;
  private final TupleTag<KV<Integer, Long>> counted;
  private final ReadProgress progress = new ReadProgress();

  /**
   * @param counted takes the numbers of records that were read from files in several bundles; each
   *     file is given by its number
   */
  ReadRecordsFn(
      ReadList<?, T> list,
      BundleSize bundle,
      RecordOutput<T> output,
      TupleTag<KV<Integer, Long>> counted) {
    this.list = SerializedValue.of(list);
    this.bundle = bundle;
    this.output = output;
    this.counted = counted;
  }

  @GetInitialRestriction
  public ReadRange initialRange() {
    ReadList<?, T> files = list.get();
    return ReadRange.ofFiles(0, files.size(), files.bytes());
  }

  @SplitRestriction
  public void split(OutputReceiver<ReadRange> out) throws IOException {
    FileLineage.read(list.get().names());
    ReadParts.of(list.get()).forEach(out::output);
  }

  @GetSize
  public double size(@Restriction ReadRange range) {
    return range.bytes();
  }

  @NewTracker
  public ReadRangeTracker track(@Restriction ReadRange range) {
    return new ReadRangeTracker(range);
  }

  @GetRestrictionCoder
  public Coder<ReadRange> rangeCoder() {
    return new ReadRangeCoder();
  }

  @ProcessElement
  public ProcessContinuation process(
      RestrictionTracker<ReadRange, ReadClaim> tracker, MultiOutputReceiver out)
      throws IOException {
    return new Bundle(tracker, out).read();
  }

  /** The records that one call reads. The runner may give the rest of them away at any time. */
  private final class Bundle {
    private final RestrictionTracker<ReadRange, ReadClaim> tracker;
    private final MultiOutputReceiver out;
    private final ReadList<?, T> files = list.get();

    /** What it began with. */
    private final ReadRange range;

    private long records;
    private long bytes;

    Bundle(RestrictionTracker<ReadRange, ReadClaim> tracker, MultiOutputReceiver out) {
      this.tracker = tracker;
      this.out = out;
      this.range = tracker.currentRestriction();
    }

    ProcessContinuation read() throws IOException {
      FilePlace place = range.place();
      for (int file = range.file(); tracker.currentRestriction().reaches(file); file++) {
        RecordFile<?, T> open = open(file, place);
        try {
          Outcome outcome = read(open, file, place);
          if (outcome == Outcome.PAUSED) {
            HeldFiles.ofProcess().hold(files.id(), file, open.place(), open);
            return ProcessContinuation.resume();
          }
          open.close();
          if (outcome != Outcome.END_OF_FILE) {
            return ProcessContinuation.stop();
          }
        } catch (IOException | RuntimeException e) {
          CloseQuietly.close(open, e);
          throw e;
        }
        place = FilePlace.start();
      }
      boolean unused = tracker.tryClaim(new ReadClaim.OfEnd());
      return ProcessContinuation.stop();
    }

    private RecordFile<?, T> open(int file, FilePlace place) throws IOException {
      var held = HeldFiles.ofProcess().<T>take(files.id(), file, place);
      if (held.isPresent()) {
        return held.get();
      }
      RecordFile<?, T> open = files.open(file);
      try {
        open.startAt(place);
        return open;
      } catch (RuntimeException e) {
        CloseQuietly.close(open, e);
        throw e;
      }
    }

    private Outcome read(RecordFile<?, T> open, int file, FilePlace place) {
      long recordsBefore = records;
      long storedBefore = open.storedBytes();
      Outcome outcome = readOn(open, file);
      progress.add(storedAfter(outcome, open, file) - storedBefore);
      boolean isAll = place.isStart() && range.hasEndOf(file) && outcome == Outcome.END_OF_FILE;
      if (isAll) {
        files.checkCount(file, records - recordsBefore);
      } else if (files.expectedRecords(file).isPresent()
          && !isGivenAway(outcome, place, records - recordsBefore)) {
        boolean unused = tracker.tryClaim(new ReadClaim.OfCount());
        out.get(counted).output(KV.of(file, records - recordsBefore));
      }
      if (outcome == Outcome.END_OF_RANGE) {
        // Nothing may be output after a claim that was not granted.
        boolean unused = tracker.tryClaim(new ReadClaim.OfEnd());
      }
      return outcome;
    }

    /**
     * Whether a file was given away before its first record was read. Whoever has it checks it, or
     * counts it: a count of none would be taken for that of all its parts.
     */
    private static boolean isGivenAway(Outcome outcome, FilePlace from, long read) {
      return from.isStart() && read == 0 && outcome != Outcome.END_OF_FILE;
    }

    private Outcome readOn(RecordFile<?, T> open, int file) {
      while (open.hasNext()) {
        RecordFile.Result<T> record = open.next();
        FilePlace after = open.place();
        if (!RecordPlace.before(file, after).isBefore(tracker.currentRestriction().end())) {
          return Outcome.END_OF_RANGE;
        }
        if (!tracker.tryClaim(new ReadClaim.OfRecord(file, after))) {
          return Outcome.REFUSED;
        }
        output.output(record, files.records(), out);
        records++;
        bytes += record.bytes();
        if (bundle.isReached(records, bytes) && tracker.tryClaim(new ReadClaim.OfPause())) {
          return Outcome.PAUSED;
        }
      }
      return Outcome.END_OF_FILE;
    }

    private long storedAfter(Outcome outcome, RecordFile<?, T> open, int file) {
      ReadRange now = tracker.currentRestriction();
      if (outcome == Outcome.PAUSED || !now.reaches(file)) {
        return open.storedBytes();
      }
      return now.hasEndOf(file) ? files.sizes().get(file) : now.end().offset();
    }
  }

  private enum Outcome {
    PAUSED,
    END_OF_FILE,
    /** The next record is not in the range. */
    END_OF_RANGE,
    /** Likewise, because a part of the range has just been given to another worker. */
    REFUSED
  }
}
