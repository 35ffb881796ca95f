package dev.lintel.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between clients and a server. It counts the bytes that the server sends, and can cut
 * connections. Thread-safe.
 */
public final class TcpRelay implements AutoCloseable {
  private final String host;
  private final int port;
  private final ServerSocket listener;
  private final AtomicLong bytes = new AtomicLong();

  /** The connections by the port from which the relay connects to the server. */
  private final Map<Integer, Connection> connections = new ConcurrentHashMap<>();

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "relay");
            thread.setDaemon(true);
            return thread;
          });

  /** A connection of a client, and the one to the server that belongs to it. */
  private record Connection(Socket client, Socket server) {

    /** Ends both with a reset, as a broken network does, not in good order. */
    void cut() {
      for (Socket socket : new Socket[] {client, server}) {
        try (socket) {
          socket.setSoLinger(true, 0);
        } catch (IOException e) {
          // It is closed already.
        }
      }
    }
  }

  /**
   * Starts a relay.
   *
   * @param server {@code host:port} of the server
   */
  public TcpRelay(String server) throws IOException {
    int colon = server.lastIndexOf(':');
    this.host = server.substring(0, colon);
    this.port = Integer.parseInt(server.substring(colon + 1));
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Returns {@code host:port} for the clients. */
  public String address() {
    return "localhost:" + listener.getLocalPort();
  }

  /** Returns how many bytes the server has sent since the last call. */
  public long takeBytes() {
    return bytes.getAndSet(0);
  }

  /** Cuts the connection that the server sees as coming from this port. */
  void cut(int port) {
    Connection connection = connections.remove(port);
    if (connection != null) {
      connection.cut();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(host, port);
        connections.put(server.getLocalPort(), new Connection(client, server));
        threads.execute(() -> copy(client, server, new AtomicLong()));
        threads.execute(() -> copy(server, client, bytes));
      }
    } catch (IOException e) {
      // The relay is closed, or the server is gone.
    }
  }

  private void copy(Socket from, Socket to, AtomicLong count) {
    byte[] buffer = new byte[64 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        count.addAndGet(length);
        out.write(buffer, 0, length);
      }
    } catch (IOException e) {
      // One of the two has closed the connection.
    } finally {
      connections.remove(from.getLocalPort());
      connections.remove(to.getLocalPort());
    }
  }

  /** Takes no more connections, and ends those there are. */
  @Override
  public void close() throws IOException {
    listener.close();
    connections.values().forEach(Connection::cut);
    threads.shutdownNow();
  }
}
