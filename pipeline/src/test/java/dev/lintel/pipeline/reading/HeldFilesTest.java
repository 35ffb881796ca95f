package dev.lintel.pipeline.reading;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lintel.pipeline.files.FilePlace;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.pipeline.formats.RecordFile;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.RejectedRecord;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HeldFilesTest {
  private static final UUID STEP = new UUID(1, 2);
  private static final FilePlace PLACE = new FilePlace(10, 1, 0, 1);

  /** A reader without records, which knows whether it is closed. */
  private static final class Empty implements RecordReader<String> {
    private volatile boolean closed;

    @Override
    public boolean hasNext() {
      return false;
    }

    @Override
    public FileRecord<String> next() {
      throw new IllegalStateException();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static RecordFile<?, String> file(Empty reader) {
    return RecordFile.of(
        reader,
        new RecordFile.Conversion<String, String>(
            record -> "T",
            "T",
            FileRecord.Row::row,
            row -> new RejectedRecord.Text(row.raw().orElseThrow(), RecordFormat.CSV, List.of()),
            raw -> new RejectedRecord.Text(raw, RecordFormat.CSV, List.of())));
  }

  @Test
  void aFileIsHandedOverOnceAndOnlyAtItsPlace() {
    var held = new HeldFiles(Duration.ofHours(1));
    var reader = new Empty();
    held.hold(STEP, 3, PLACE, file(reader));

    assertThat(held.take(STEP, 2, PLACE)).isEmpty();
    assertThat(held.take(STEP, 3, new FilePlace(10, 2, 0, 1))).isEmpty();
    assertThat(held.take(new UUID(0, 0), 3, PLACE)).isEmpty();
    assertThat(held.take(STEP, 3, PLACE)).isPresent();
    assertThat(held.take(STEP, 3, PLACE)).isEmpty();
    assertThat(reader.closed).isFalse();
  }

  @Test
  void aFileThatNobodyGoesOnWithIsClosed() {
    var held = new HeldFiles(Duration.ofMillis(20));
    var reader = new Empty();

    held.hold(STEP, 3, PLACE, file(reader));

    await().atMost(60, SECONDS).until(() -> reader.closed);
    assertThat(held.take(STEP, 3, PLACE)).isEmpty();
  }

  @Test
  void aSecondAttemptAtABundleClosesTheFileOfTheFirst() {
    var held = new HeldFiles(Duration.ofHours(1));
    var first = new Empty();
    var second = new Empty();

    held.hold(STEP, 3, PLACE, file(first));
    held.hold(STEP, 3, PLACE, file(second));

    assertThat(first.closed).isTrue();
    assertThat(second.closed).isFalse();
  }

  @Test
  void beyondTheMostTheOldestAreClosed() {
    var held = new HeldFiles(Duration.ofHours(1));
    List<Empty> readers = IntStream.range(0, 200).mapToObj(i -> new Empty()).toList();

    for (int i = 0; i < readers.size(); i++) {
      held.hold(STEP, i, PLACE, file(readers.get(i)));
    }

    assertThat(readers.stream().filter(reader -> !reader.closed)).hasSize(64);
  }
}
