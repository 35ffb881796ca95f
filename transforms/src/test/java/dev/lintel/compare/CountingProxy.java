package dev.lintel.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server, and counts the bytes that the server sends. */
final class CountingProxy implements AutoCloseable {
  private final String host;
  private final int port;
  private final ServerSocket listener;
  private final AtomicLong bytes = new AtomicLong();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "proxy");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Starts a proxy.
   *
   * @param server {@code host:port} of the server
   */
  CountingProxy(String server) throws IOException {
    int colon = server.lastIndexOf(':');
    this.host = server.substring(0, colon);
    this.port = Integer.parseInt(server.substring(colon + 1));
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  String address() {
    return "localhost:" + listener.getLocalPort();
  }

  /** Returns how many bytes the server has sent since the last call. */
  long takeBytes() {
    return bytes.getAndSet(0);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(host, port);
        threads.execute(() -> copy(client, server, new AtomicLong()));
        threads.execute(() -> copy(server, client, bytes));
      }
    } catch (IOException e) {
      // The proxy is closed.
    }
  }

  private static void copy(Socket from, Socket to, AtomicLong count) {
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
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
