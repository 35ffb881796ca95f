package dev.lintel.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process uses.
 *
 * @param threads how many threads there are
 * @param files how many file descriptors are open, those of sockets included
 */
record ProcessResources(int threads, long files) {

  static ProcessResources now() {
    var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ProcessResources(
        ManagementFactory.getThreadMXBean().getThreadCount(), system.getOpenFileDescriptorCount());
  }

  /**
   * Waits until no more is used than that; gRPC keeps some threads for a second, some for a minute.
   */
  void awaitNoMore() {
    await()
        // A thread of its own would be one more.
        .pollInSameThread()
        .atMost(120, SECONDS)
        .untilAsserted(
            () -> {
              ProcessResources now = now();
              assertThat(now.threads()).as("threads").isLessThanOrEqualTo(threads);
              assertThat(now.files()).as("file descriptors").isLessThanOrEqualTo(files);
            });
  }
}
