package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.Key;
import com.google.common.collect.Sets;
import com.google.common.hash.Hashing;
import dev.lintel.coders.KeyCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Brings together what belongs to the same key, in groups of many keys each. Each group fits into
 * memory.
 */
final class KeyShards {
  /** A group costs the direct runner a bundle, and it keeps all rows in memory anyway. */
  private static final int ON_DIRECT_RUNNER = 32;

  /** So a billion keys are some ten thousand in a group. */
  private static final int ON_OTHER_RUNNERS = 1 << 15;

  private KeyShards() {}

  /** How many groups there are. */
  static int count(PipelineOptions options) {
    // Tests have a direct runner of another class.
    return options.getRunner().getSimpleName().endsWith("DirectRunner")
        ? ON_DIRECT_RUNNER
        : ON_OTHER_RUNNERS;
  }

  /**
   * The group of a key, the same in all processes. The hash of a key is hashed again, because the
   * lower bits of that of a bit-reversed number, which is what Spanner recommends, are all alike.
   */
  static int of(Key key, int count) {
    return Math.floorMod(Hashing.murmur3_32_fixed().hashInt(key.hashCode()).asInt(), count);
  }

  /** Adds the group to elements. */
  static <T> PTransform<PCollection<T>, PCollection<KV<Integer, T>>> byShard(
      SerializableFunction<T, Key> keyOf, Coder<T> coder) {
    return new PTransform<>() {
      @Override
      public PCollection<KV<Integer, T>> expand(PCollection<T> elements) {
        int count = count(elements.getPipeline().getOptions());
        SerializableFunction<T, Integer> shardOf = element -> of(keyOf.apply(element), count);
        return elements
            .apply("Shard", WithKeys.of(shardOf))
            .setCoder(KvCoder.of(VarIntCoder.of(), coder));
      }
    };
  }

  /** Takes each key once. */
  static PTransform<PCollection<Key>, PCollection<Key>> distinct() {
    return new PTransform<>() {
      @Override
      public PCollection<Key> expand(PCollection<Key> keys) {
        return keys.apply("By shard", byShard(key -> key, KeyCoder.of()))
            .apply("Group", GroupByKey.create())
            .apply("Distinct", ParDo.of(new DistinctFn()))
            .setCoder(KeyCoder.of());
      }
    };
  }

  /** (A DoFn has another {@code Key}, an annotation.) */
  private static final class DistinctFn
      extends DoFn<
          KV<Integer, Iterable<com.google.cloud.spanner.Key>>, com.google.cloud.spanner.Key> {
    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<com.google.cloud.spanner.Key>> keys,
        OutputReceiver<com.google.cloud.spanner.Key> out) {
      Sets.newHashSet(keys.getValue()).forEach(out::output);
    }
  }
}
