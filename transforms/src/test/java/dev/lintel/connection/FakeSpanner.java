package dev.lintel.connection;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Spanner;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A client that costs nothing to open and throws if it is used after it was closed. It answers one
 * call, {@code getDialect}; requests of a connection are tested against a server.
 */
final class FakeSpanner {
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private final Spanner spanner =
      (Spanner)
          Proxy.newProxyInstance(
              Spanner.class.getClassLoader(),
              new Class<?>[] {Spanner.class},
              (proxy, method, args) ->
                  switch (method.getName()) {
                    case "getDatabaseClient" -> databaseClient();
                    case "getBatchClient" -> null;
                    case "close" -> {
                      closed.set(true);
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> throw new UnsupportedOperationException(method.getName());
                  });

  private Object databaseClient() {
    return Proxy.newProxyInstance(
        Spanner.class.getClassLoader(),
        new Class<?>[] {DatabaseClient.class},
        (proxy, method, args) -> {
          if (!method.getName().equals("getDialect")) {
            throw new UnsupportedOperationException(method.getName());
          }
          if (closed.get()) {
            throw new IllegalStateException("used after close");
          }
          return Dialect.GOOGLE_STANDARD_SQL;
        });
  }

  /** Makes the connection what it is after the database has been dropped. */
  void loseDatabase() {
    lost.complete("Database not found");
  }

  boolean isClosed() {
    return closed.get();
  }

  SpannerConnection connection(ConnectionConfig config, ConnectionUsage usage) {
    return new SpannerConnection(config, spanner, lost, usage.waits(), usage.waitNanos());
  }
}
