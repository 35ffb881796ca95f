package dev.lintel.emulator;

import java.util.concurrent.CountDownLatch;

/** A JVM that starts an emulator, prints its process id and waits to be killed. */
final class EmulatorHolder {

  private EmulatorHolder() {}

  public static void main(String[] args) throws InterruptedException {
    SpannerEmulator emulator = SpannerEmulator.builder().abortProbability(20).start();
    System.out.println(emulator.getPid().orElseThrow());
    if (args.length == 0) {
      new CountDownLatch(1).await();
    }
  }
}
