package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.Key;
import com.google.common.collect.Sets;
import dev.lintel.coders.KeyCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Brings together what belongs to the same key, some dozens of groups of many keys each. A group
 * for each key would cost the direct runner a bundle for each row.
 */
final class KeyShards {
  private static final int SHARDS = 32;

  private KeyShards() {}

  /** The group of a key, the same in all processes. */
  static int of(Key key) {
    return Math.floorMod(key.hashCode(), SHARDS);
  }

  /** Adds the group to elements. */
  static <T> PTransform<PCollection<T>, PCollection<KV<Integer, T>>> byShard(
      SerializableFunction<T, Key> keyOf, Coder<T> coder) {
    return new PTransform<>() {
      @Override
      public PCollection<KV<Integer, T>> expand(PCollection<T> elements) {
        SerializableFunction<T, Integer> shardOf = element -> of(keyOf.apply(element));
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
