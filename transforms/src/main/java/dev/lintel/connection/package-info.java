/**
 * One Spanner connection per database and process, shared by every DoFn, bundle and thread.
 *
 * <p>A Spanner client is safe to share between threads and must be created after its process has
 * started, never carried over from another one. Here that rule is a mechanism: a DoFn keeps a
 * {@link dev.lintel.connection.ConnectionConfig}, which is a value and travels with the graph, and
 * acquires a {@link dev.lintel.connection.Lease} in {@code @Setup}, which does not. Start at {@link
 * dev.lintel.connection.SpannerConnections}; a DoFn extends {@link
 * dev.lintel.connection.ConnectedDoFn}.
 */
package dev.lintel.connection;
