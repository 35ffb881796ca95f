package dev.lintel.flink;

import com.google.common.base.Splitter;
import io.grpc.Metadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which processes of this machine call a server, through which connections and with which Spanner
 * clients. The operating system says whose a connection is, so this needs Linux. Thread-safe.
 */
final class Callers {

  /** {@code version.process.client.channel.request.attempt}, as the Spanner client sends it. */
  private static final Metadata.Key<String> REQUEST_ID =
      Metadata.Key.of("x-goog-spanner-request-id", Metadata.ASCII_STRING_MARSHALLER);

  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings().trimResults();

  /**
   * What a process has done.
   *
   * @param connections the ports of its TCP connections
   * @param clients the Spanner clients that named themselves in headers
   * @param methods the methods that these clients called
   */
  record Caller(Set<Integer> connections, Set<String> clients, Set<String> methods) {}

  private final Map<Integer, Long> processByPort = new TreeMap<>();
  private final Map<Long, Caller> callers = new TreeMap<>();

  /** Notes a call of a method, and returns the id of the process that made it; 0 if it is gone. */
  synchronized long called(int fromPort, int toPort, Metadata headers, String method) {
    long process =
        processByPort.computeIfAbsent(fromPort, port -> processOf(port, toPort).orElse(0L));
    Caller caller =
        callers.computeIfAbsent(
            process, id -> new Caller(new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
    caller.connections().add(fromPort);
    String requestId = headers.get(REQUEST_ID);
    if (requestId != null) {
      List<String> parts = Splitter.on('.').splitToList(requestId);
      caller.clients().add(parts.get(1) + "." + parts.get(2));
      caller.methods().add(method);
    }
    return process;
  }

  /** Returns what each process has done since the last call. */
  synchronized Map<Long, Caller> take() {
    Map<Long, Caller> all = new TreeMap<>(callers);
    callers.clear();
    return all;
  }

  private static Optional<Long> processOf(int fromPort, int toPort) {
    Optional<String> socket =
        Stream.of("/proc/net/tcp", "/proc/net/tcp6")
            .flatMap(table -> lines(Path.of(table)))
            .map(WORDS::splitToList)
            .filter(row -> hasPort(row.get(1), fromPort) && hasPort(row.get(2), toPort))
            .map(row -> "socket:[%s]".formatted(row.get(9)))
            .findFirst();
    return socket.flatMap(
        link ->
            ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(process -> hasOpen(process, link))
                .findFirst());
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasPort(String address, int port) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16) == port;
  }

  private static boolean hasOpen(long process, String link) {
    try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(process), "fd"))) {
      return files.anyMatch(file -> isLinkTo(file, link));
    } catch (IOException | UncheckedIOException e) {
      // The process has ended, or is another user's.
      return false;
    }
  }

  private static boolean isLinkTo(Path file, String link) {
    try {
      return Files.readSymbolicLink(file).toString().equals(link);
    } catch (IOException e) {
      return false;
    }
  }
}
