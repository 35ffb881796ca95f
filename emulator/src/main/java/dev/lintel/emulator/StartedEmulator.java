package dev.lintel.emulator;

import java.time.Duration;
import java.util.List;

/** An emulator that this JVM started: its process, its output and its port. */
final class StartedEmulator implements AutoCloseable {

  private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

  private final String host;
  private final String command;
  private final PortReservation reservation;
  private final EmulatorOutput output = new EmulatorOutput();
  private final EmulatorProcess process;

  private StartedEmulator(
      EmulatorSource.Startable source, PortReservation reservation, List<String> flags) {
    this.reservation = reservation;
    this.host = "localhost:" + reservation.port();
    List<String> arguments = source.command(reservation.port(), flags);
    this.command = String.join(" ", arguments);
    if (source instanceof EmulatorSource.Docker) {
      // Docker's listener cannot share the port.
      reservation.close();
    }
    this.process = EmulatorProcess.start(arguments, output);
  }

  /**
   * Starts an emulator; it may not answer yet.
   *
   * @param port the port, or 0 for a free one
   */
  static StartedEmulator start(EmulatorSource.Startable source, int port, List<String> flags) {
    PortReservation reservation = PortReservation.of(port);
    try {
      return new StartedEmulator(source, reservation, flags);
    } catch (EmulatorException e) {
      reservation.close();
      throw e;
    }
  }

  String host() {
    return host;
  }

  EmulatorOutput output() {
    return output;
  }

  long pid() {
    return process.pid();
  }

  /**
   * Waits until the emulator answers.
   *
   * @throws EmulatorException if it ends or does not answer in time; the message has its last
   *     output
   */
  void awaitAnswer(EmulatorConnection connection, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (!connection.answers(PROBE_TIMEOUT)) {
        if (process.endsWithin(BETWEEN_PROBES)) {
          throw new EmulatorException(ended("ended while it was starting"));
        }
        if (System.nanoTime() > deadline) {
          throw new EmulatorException(
              withOutput("did not answer within " + timeout.toSeconds() + " s"));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmulatorException("Interrupted while waiting for the Spanner emulator", e);
    }
  }

  /**
   * Waits until the emulator is closed.
   *
   * @throws EmulatorException if it ends by itself; the message has its last output
   */
  void awaitClose() throws InterruptedException {
    process.awaitEnd();
    if (!process.isStopping()) {
      throw new EmulatorException(ended("ended"));
    }
  }

  private String ended(String how) {
    return withOutput(how + " with exit status " + process.exitStatus());
  }

  private String withOutput(String what) {
    String lines = output.lastLines();
    return "The Spanner emulator %s.\nCommand: %s\n%s"
        .formatted(
            what, command, lines.isEmpty() ? "It printed nothing." : "Its last output:\n" + lines);
  }

  @Override
  public void close() {
    process.close();
    reservation.close();
  }
}
