package dev.lintel.transforms;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Options.RpcLockHint;
import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * The rows of one table that elements read. Immutable, and as thread-safe as the function.
 *
 * @param keys the keys of the rows of an element
 * @param lock how a transaction locks the rows that it reads
 */
record DeclaredRead<T>(
    String table,
    ImmutableList<String> columns,
    SerializableFunction<T, Iterable<Key>> keys,
    RpcLockHint lock)
    implements Serializable {}
