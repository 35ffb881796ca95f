package dev.lintel.benchmarks;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executors;

/**
 * Runs a {@link SlowSpanner} in a process of its own, so that its work does not count as the work
 * of the sides. The argument is its latency in milliseconds. It prints its port, and ends with its
 * standard input.
 */
public final class SlowSpannerMain {
  private static final int MAX_MESSAGE = 100 << 20;

  private SlowSpannerMain() {}

  public static void main(String[] args) throws IOException {
    var timer = Executors.newScheduledThreadPool(2);
    Server server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(new SlowSpanner(Long.parseLong(args[0]), timer))
            .maxInboundMessageSize(MAX_MESSAGE)
            .directExecutor()
            .build()
            .start();
    System.out.println(server.getPort());
    System.out.flush();
    InputStream in = System.in;
    while (in.read() >= 0) {
      // Until the process that started it ends.
    }
    server.shutdownNow();
    timer.shutdownNow();
  }
}
