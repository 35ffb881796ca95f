package dev.lintel.transforms;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.DecodeMode;
import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.Options.QueryOption;
import com.google.cloud.spanner.Options.ReadOption;
import com.google.cloud.spanner.PartitionOptions;
import com.google.common.collect.Streams;
import com.google.spanner.v1.DirectedReadOptions;
import java.io.Serializable;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The options of the requests that read. They belong to the request, not to the connection, so that
 * reads with different options share one connection. Immutable.
 */
@AutoValue
abstract class ReadOptions implements Serializable {

  abstract RequestOptions getRequestOptions();

  abstract @Nullable DirectedReadOptions getDirectedReads();

  abstract boolean isDataBoost();

  /** The most partitions that one read asks for; 0 lets Spanner choose. */
  abstract long getMaxPartitions();

  abstract DecodeMode getDecodeMode();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setRequestOptions(RequestOptions options);

    abstract Builder setDirectedReads(@Nullable DirectedReadOptions directedReads);

    abstract Builder setDataBoost(boolean dataBoost);

    abstract Builder setMaxPartitions(long maxPartitions);

    abstract Builder setDecodeMode(DecodeMode decodeMode);

    abstract ReadOptions build();
  }

  /** Returns options that leave everything to Spanner's defaults. */
  static ReadOptions defaults() {
    return new AutoValue_ReadOptions.Builder()
        .setRequestOptions(RequestOptions.NONE)
        .setDataBoost(false)
        .setMaxPartitions(0)
        .setDecodeMode(DecodeMode.DIRECT)
        .build();
  }

  ReadOptions withRequestOptions(RequestOptions options) {
    return toBuilder().setRequestOptions(options).build();
  }

  ReadOptions withDirectedReads(DirectedReadOptions directedReads) {
    return toBuilder().setDirectedReads(directedReads).build();
  }

  ReadOptions withDataBoost() {
    return toBuilder().setDataBoost(true).build();
  }

  ReadOptions withMaxPartitions(long maxPartitions) {
    return toBuilder().setMaxPartitions(maxPartitions).build();
  }

  ReadOptions withDecodeMode(DecodeMode decodeMode) {
    return toBuilder().setDecodeMode(decodeMode).build();
  }

  PartitionOptions forPartitions() {
    return getMaxPartitions() == 0
        ? PartitionOptions.getDefaultInstance()
        : PartitionOptions.newBuilder().setMaxPartitions(getMaxPartitions()).build();
  }

  ReadOption[] forPartitionedRead() {
    return Streams.concat(common().map(ReadOption.class::cast), dataBoostOption())
        .toArray(ReadOption[]::new);
  }

  QueryOption[] forPartitionedQuery() {
    return Streams.concat(common().map(QueryOption.class::cast), dataBoostOption())
        .toArray(QueryOption[]::new);
  }

  /** Without Data Boost, which Spanner offers for partitions only. */
  ReadOption[] forRead() {
    return common().map(ReadOption.class::cast).toArray(ReadOption[]::new);
  }

  /** Without Data Boost, which Spanner offers for partitions only. */
  QueryOption[] forQuery() {
    return common().map(QueryOption.class::cast).toArray(QueryOption[]::new);
  }

  /** Returns the options that are both a {@link ReadOption} and a {@link QueryOption}. */
  private Stream<Object> common() {
    return Streams.concat(
        getRequestOptions().stream(),
        Stream.ofNullable(getDirectedReads()).map(Options::directedRead),
        Stream.of(Options.decodeMode(getDecodeMode())));
  }

  private Stream<Options.ReadAndQueryOption> dataBoostOption() {
    return isDataBoost() ? Stream.of(Options.dataBoostEnabled(true)) : Stream.of();
  }
}
