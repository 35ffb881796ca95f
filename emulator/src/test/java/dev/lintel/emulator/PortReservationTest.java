package dev.lintel.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import org.junit.jupiter.api.Test;

class PortReservationTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void freePortsDiffer() {
    try (PortReservation one = PortReservation.of(0);
        PortReservation another = PortReservation.of(0)) {
      assertThat(one.port()).isPositive().isNotEqualTo(another.port());
    }
  }

  @Test
  void givenAServerOnThePort_throws() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      assertThatThrownBy(() -> PortReservation.of(server.getLocalPort()).close())
          .isInstanceOf(EmulatorException.class)
          .hasMessage(
              "Port %d is in use: stop the program that uses it, choose another port, or name none"
                  + " to get a free one.",
              server.getLocalPort());
    }
  }

  @Test
  void givenAReservedPort_throws() {
    try (PortReservation first = PortReservation.of(0)) {
      assertThatThrownBy(() -> PortReservation.of(first.port()).close())
          .isInstanceOf(EmulatorException.class)
          .hasMessageStartingWith("Port " + first.port() + " is in use");
    }
  }

  @Test
  void allowsAServerThatSharesThePort() throws IOException {
    try (PortReservation reservation = PortReservation.of(0);
        ServerSocket server = new ServerSocket()) {
      server.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      server.bind(new InetSocketAddress(LOOPBACK, reservation.port()));

      assertThat(server.getLocalPort()).isEqualTo(reservation.port());
    }
  }

  @Test
  void aReleasedPortCanBeReservedAgain() {
    int port;
    try (PortReservation first = PortReservation.of(0)) {
      port = first.port();
    }
    try (PortReservation second = PortReservation.of(port)) {
      assertThat(second.port()).isEqualTo(port);
    }
  }
}
