package dev.lintel.benchmarks;

import java.util.stream.LongStream;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** The keys of all sample rows, each once, in another order than that of the rows. */
final class SampleKeys extends PTransform<PBegin, PCollection<Long>> {
  private static final long serialVersionUID = 1;

  /** A prime, so that steps of this size reach every key. */
  private static final long STEP = 7_919;

  private final int count;

  SampleKeys(int count) {
    this.count = count;
  }

  static LongStream of(int count) {
    return LongStream.range(0, count).map(i -> i * STEP % count);
  }

  @Override
  public PCollection<Long> expand(PBegin begin) {
    return begin.apply(Create.of(of(count).boxed().toList()).withCoder(VarLongCoder.of()));
  }
}
