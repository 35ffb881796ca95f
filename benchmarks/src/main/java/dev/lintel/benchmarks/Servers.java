package dev.lintel.benchmarks;

import dev.lintel.emulator.SpannerEmulator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The servers of a run, each started when it is first needed. */
final class Servers implements AutoCloseable {
  private final Map<Integer, SlowServer> slow = new TreeMap<>();
  private EmulatorServer emulator;

  EmulatorServer emulator() {
    if (emulator == null) {
      emulator = new EmulatorServer(SpannerEmulator.start());
    }
    return emulator;
  }

  /** Returns the server that answers each call after that time. */
  SlowServer slow(int latencyMillis) throws IOException {
    SlowServer server = slow.get(latencyMillis);
    if (server == null) {
      server = SlowServer.start(latencyMillis);
      slow.put(latencyMillis, server);
    }
    return server;
  }

  @Override
  public void close() {
    slow.values().forEach(SlowServer::close);
    if (emulator != null) {
      emulator.emulator().close();
    }
  }
}
