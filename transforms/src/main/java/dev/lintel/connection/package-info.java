/**
 * One Spanner connection per database and process, shared by every DoFn, bundle and thread.
 *
 * <p>A Spanner client is safe to share between threads and must be created in the process that uses
 * it. This package enforces that rule: a DoFn keeps a {@link
 * dev.lintel.connection.ConnectionConfig}, a value that is serialized with the graph, and acquires
 * a {@link dev.lintel.connection.Lease} in {@code @Setup}, which cannot be serialized. Start at
 * {@link dev.lintel.connection.SpannerConnections}; a DoFn extends {@link
 * dev.lintel.connection.ConnectedDoFn}.
 */
package dev.lintel.connection;
