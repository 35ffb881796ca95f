package dev.lintel.emulator;

import java.io.IOException;

/**
 * A JVM that starts an emulator, prints its process id, and ends at the end of its standard input.
 */
final class EmulatorHolder {

  private EmulatorHolder() {}

  public static void main(String[] args) throws IOException {
    SpannerEmulator emulator = SpannerEmulator.builder().abortProbability(20).start();
    System.out.println(emulator.getPid().orElseThrow());
    System.in.readAllBytes();
  }
}
