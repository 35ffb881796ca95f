package dev.lintel.pipeline.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.pipeline.files.FileCuts;
import dev.lintel.pipeline.files.FilePlace;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.junit.jupiter.api.Test;

class ReadRangeTrackerTest {
  private static final ReadClaim PAUSE = new ReadClaim.OfPause();
  private static final ReadClaim END = new ReadClaim.OfEnd();

  private static ReadRange part(long from, long to) {
    return ReadRange.ofPart(0, FilePlace.at(from), to, FileCuts.Others.ANYWHERE);
  }

  private static ReadClaim record(int file, long offset) {
    return new ReadClaim.OfRecord(file, new FilePlace(offset, 1, FilePlace.UNKNOWN, 0));
  }

  @Test
  void aRecordBelongsToTheRangeThatItBeginsIn() {
    var tracker = new ReadRangeTracker(part(100, 200));

    assertThat(tracker.tryClaim(record(0, 100))).isTrue();
    assertThat(tracker.tryClaim(record(0, 199))).isTrue();
    assertThat(tracker.tryClaim(record(0, 200))).isFalse();
    tracker.checkDone();
  }

  @Test
  void aRangeIsDoneOnlyWhenItsEndWasSeen() {
    var tracker = new ReadRangeTracker(part(100, 200));

    tracker.tryClaim(record(0, 100));

    assertThatThrownBy(tracker::checkDone).hasMessageContaining("Not all records");
    assertThat(tracker.tryClaim(END)).isFalse();
    tracker.checkDone();
  }

  @Test
  void aRunnerThatWantsToStopWaitsForAPause() {
    var tracker = new ReadRangeTracker(part(100, 200));

    assertThat(tracker.tryClaim(PAUSE)).as("before any record").isFalse();
    tracker.tryClaim(record(0, 120));
    assertThat(tracker.trySplit(0)).isNull();
    assertThat(tracker.tryClaim(PAUSE)).isTrue();
    SplitResult<ReadRange> split = tracker.trySplit(0);

    tracker.checkDone();
    assertThat(tracker.trySplit(0)).isNull();
    assertThat(split.getResidual().place()).isEqualTo(new FilePlace(120, 1, FilePlace.UNKNOWN, 0));
    assertThat(split.getResidual().end()).isEqualTo(RecordPlace.at(0, 200));
    assertThat(split.getPrimary().bytes() + split.getResidual().bytes()).isEqualTo(100);
    var again = new ReadRangeTracker(split.getPrimary());
    assertThat(again.tryClaim(record(0, 120))).isTrue();
    assertThat(again.tryClaim(record(0, 121))).isFalse();
  }

  @Test
  void aPartOfAFileIsSplitAtAByteAndFilesAreSplitBetweenThem() {
    var part = new ReadRangeTracker(part(100, 200));
    part.tryClaim(record(0, 120));
    assertThat(part.trySplit(0.5).getResidual().place()).isEqualTo(FilePlace.at(160));
    assertThat(part.currentRestriction()).isEqualTo(part(100, 160));

    var files = new ReadRangeTracker(ReadRange.ofFiles(0, 4, 4000));
    files.tryClaim(record(0, 120));
    ReadRange later = files.trySplit(0.5).getResidual();
    assertThat(later).isEqualTo(ReadRange.ofFiles(2, 4, 2000));
    assertThat(files.tryClaim(record(1, 120))).isTrue();
    assertThat(files.tryClaim(record(2, 0))).isFalse();
  }

  @Test
  void aFileWhoseRecordsAreFoundFromItsStartIsNotSplit() {
    var only =
        new ReadRangeTracker(ReadRange.ofPart(0, FilePlace.start(), 1000, FileCuts.Others.NONE));
    only.tryClaim(record(0, 10));
    assertThat(only.trySplit(0.5)).isNull();

    var whole = new ReadRangeTracker(ReadRange.ofFiles(0, 1, 1000));
    whole.tryClaim(record(0, 10));
    assertThat(whole.trySplit(0.5)).isNull();
  }

  @Test
  void progressFollowsTheRecords() {
    var tracker = new ReadRangeTracker(part(100, 200));
    assertThat(tracker.getProgress().getWorkRemaining()).isEqualTo(100);

    tracker.tryClaim(record(0, 175));

    assertThat(tracker.getProgress().getWorkCompleted()).isEqualTo(75);
    assertThat(tracker.getProgress().getWorkRemaining()).isEqualTo(25);
  }

  @Test
  void rangesKeepAllNumbersWhenTheyTravel() throws Exception {
    var coder = new ReadRangeCoder();
    CoderProperties.coderDecodeEncodeEqual(coder, part(1L << 40, 1L << 41));
    CoderProperties.coderDecodeEncodeEqual(coder, ReadRange.ofFiles(3, 70_000, 0));
    CoderProperties.coderDecodeEncodeEqual(
        coder,
        new ReadRange(
            1, new FilePlace(5, 2, 7, 9), new RecordPlace(4, 3, 8), FileCuts.Others.NONE, 11));
  }
}
