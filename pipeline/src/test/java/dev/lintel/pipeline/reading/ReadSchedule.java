package dev.lintel.pipeline.reading;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Runs the real step on files as a runner with several workers might: in any order, with splits at
 * any time, and with each restriction encoded in between.
 */
final class ReadSchedule {
  private static final TupleTag<String> RECORDS = new TupleTag<>("records");
  private static final TupleTag<String> REJECTED = new TupleTag<>("rejected");
  private static final TupleTag<KV<Integer, Long>> COUNTED = new TupleTag<>("counted");

  private final Random random;
  private final List<ReadRecordsFn<Void, String>> workers = new ArrayList<>();
  private final Deque<ReadRange> waiting = new ArrayDeque<>();
  private final ReadRangeCoder coder = new ReadRangeCoder();

  final List<String> records = new ArrayList<>();
  final List<String> rejected = new ArrayList<>();
  final long[] counts;
  final Set<Integer> counted = new HashSet<>();
  int bundles;
  int largestBundle;

  /**
   * @param workers how many processes read, each with open files of its own
   */
  ReadSchedule(ReadList<String, String> list, BundleSize bundle, int workers, Random random) {
    this.random = random;
    this.counts = new long[list.size()];
    for (int i = 0; i < workers; i++) {
      var ofWorker =
          new ReadList<>(
              UUID.randomUUID(), list.files(), list.sizes(), list.partBytes(), list.records());
      this.workers.add(
          new ReadRecordsFn<>(ofWorker, bundle, new RecordOutput<>(RECORDS, REJECTED), COUNTED));
    }
  }

  void run() throws IOException {
    workers.get(0).split(receiver(this::await));
    while (!waiting.isEmpty()) {
      ReadRange range = random.nextBoolean() ? waiting.pollFirst() : waiting.pollLast();
      ReadRecordsFn<Void, String> worker = workers.get(random.nextInt(workers.size()));
      var tracker = new SplitAtRandom(worker.track(range));
      int before = records.size() + rejected.size();
      DoFn.ProcessContinuation continuation = worker.process(tracker, outputs());
      bundles++;
      largestBundle = Math.max(largestBundle, records.size() + rejected.size() - before);
      if (continuation.shouldResume()) {
        // Nothing is left to split off if the runner did it between the pause and the return.
        SplitResult<ReadRange> unused = tracker.trySplit(0);
      }
      tracker.checkDone();
    }
  }

  private void await(ReadRange range) {
    try {
      waiting.add(
          CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, range)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private MultiOutputReceiver outputs() {
    return new MultiOutputReceiver() {
      @Override
      @SuppressWarnings("unchecked")
      public <T> OutputReceiver<T> get(TupleTag<T> tag) {
        return receiver(
            value -> {
              if (tag.equals(RECORDS)) {
                records.add((String) value);
              } else if (tag.equals(REJECTED)) {
                rejected.add((String) value);
              } else {
                var count = (KV<Integer, Long>) value;
                counts[count.getKey()] += count.getValue();
                counted.add(count.getKey());
              }
            });
      }

      @Override
      public <T> OutputReceiver<Row> getRowReceiver(TupleTag<T> tag) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private static <T> OutputReceiver<T> receiver(Consumer<T> consumer) {
    return new OutputReceiver<>() {
      @Override
      public void output(T value) {
        consumer.accept(value);
      }

      @Override
      public OutputBuilder<T> builder(T value) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** Takes a part of the rest away now and then, and tries to stop the reader at other times. */
  private final class SplitAtRandom extends RestrictionTracker<ReadRange, ReadClaim> {
    private final ReadRangeTracker real;

    SplitAtRandom(ReadRangeTracker real) {
      this.real = real;
    }

    @Override
    public boolean tryClaim(ReadClaim claim) {
      trySplit(0);
      if (random.nextInt(20) == 0) {
        trySplit(random.nextDouble());
      }
      return real.tryClaim(claim);
    }

    @Override
    public ReadRange currentRestriction() {
      return real.currentRestriction();
    }

    @Override
    public SplitResult<ReadRange> trySplit(double fraction) {
      SplitResult<ReadRange> split = real.trySplit(fraction);
      if (split != null) {
        await(split.getResidual());
      }
      return split;
    }

    @Override
    public void checkDone() {
      real.checkDone();
    }

    @Override
    public IsBounded isBounded() {
      return real.isBounded();
    }
  }
}
