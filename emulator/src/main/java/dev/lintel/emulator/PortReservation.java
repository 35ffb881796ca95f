package dev.lintel.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;

/**
 * Keeps a port of the loopback address for an emulator.
 *
 * <p>The emulator listens with SO_REUSEPORT, so a second one on the same port starts without
 * complaint and takes a share of the first one's connections. A reservation is a bound socket that
 * listens to nothing: it lets the emulator in beside it, and makes another reservation, and the
 * kernel's choice of a free port, pass the port over. Where the platform has no SO_REUSEPORT the
 * port is only looked up, not kept.
 */
final class PortReservation implements AutoCloseable {

  private final int port;
  private final Socket holder;

  private PortReservation(int port, Socket holder) {
    this.port = port;
    this.holder = holder;
  }

  /**
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
            + " is in use: stop what listens on it, choose another port, or name none to get a free one.",
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
