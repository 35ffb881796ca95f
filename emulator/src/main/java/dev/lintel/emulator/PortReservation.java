package dev.lintel.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;

/**
 * Reserves a port of the loopback address for an emulator.
 *
 * <p>The emulator listens with SO_REUSEPORT, so a second emulator on the same port would start
 * without an error and get some of the connections of the first. A reservation is a bound socket
 * that does not listen: it allows the emulator on the same port, but no other reservation, and the
 * kernel will not choose the port as a free one. On a platform without SO_REUSEPORT the port is
 * only found, not reserved.
 */
final class PortReservation implements AutoCloseable {

  private final int port;
  private final Socket holder;

  private PortReservation(int port, Socket holder) {
    this.port = port;
    this.holder = holder;
  }

  /**
   * Reserves a port.
   *
   * @param port the port, or 0 for a free one
   * @throws EmulatorException if the port is in use
   */
  static PortReservation of(int port) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    if (port != 0) {
      try (ServerSocket probe = new ServerSocket()) {
        probe.bind(new InetSocketAddress(loopback, port));
      } catch (IOException e) {
        throw inUse(port, e);
      }
    }
    Socket holder = new Socket();
    try {
      boolean shared = holder.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
      if (shared) {
        holder.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      holder.bind(new InetSocketAddress(loopback, port));
      PortReservation reservation = new PortReservation(holder.getLocalPort(), holder);
      if (!shared) {
        reservation.close();
      }
      return reservation;
    } catch (IOException e) {
      throw inUse(port, e);
    }
  }

  private static EmulatorException inUse(int port, IOException cause) {
    return new EmulatorException(
        "Port "
            + port
            + " is in use: stop the program that uses it, choose another port, or name none to get"
            + " a free one.",
        cause);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    try {
      holder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
