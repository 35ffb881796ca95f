package dev.lintel.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Options of an emulator. With any of {@link #port}, {@link #logRequests}, {@link #faultInjection}
 * and {@link #abortProbability} set, {@link #start} starts a new emulator even if one is running.
 * Not thread-safe.
 */
public final class SpannerEmulatorBuilder {

  private static final Duration RUNNING_ANSWERS_WITHIN = Duration.ofSeconds(15);
  private static final Duration PROGRAM_ANSWERS_WITHIN = Duration.ofSeconds(60);

  /** Docker may have to fetch the image first. */
  private static final Duration DOCKER_ANSWERS_WITHIN = Duration.ofMinutes(10);

  /** By default an instance has at most 100 databases, as in production, too few for the tests. */
  private static final String MAX_DATABASES = "--override_max_databases_per_instance=1000";

  private final EmulatorFinder finder;
  private final List<String> flags = new ArrayList<>(List.of(MAX_DATABASES));
  private final List<String> optionsSet = new ArrayList<>();
  private int port;
  private boolean logsRequests;
  private Optional<Duration> timeout = Optional.empty();

  SpannerEmulatorBuilder(UnaryOperator<String> environment) {
    this.finder = new EmulatorFinder(environment);
  }

  /** Sets the port to listen on, 1 to 65535; by default a free one. */
  public SpannerEmulatorBuilder port(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("A port is 1 to 65535, but was " + port);
    }
    this.port = port;
    optionsSet.add("a port");
    return this;
  }

  /**
   * Counts the requests that the server receives, see {@link SpannerEmulator#requests()}. This
   * slows the server down.
   */
  public SpannerEmulatorBuilder logRequests() {
    logsRequests = true;
    flags.add("--log_requests");
    optionsSet.add("request logging");
    return this;
  }

  /** Makes the server abort some commits, as production may. */
  public SpannerEmulatorBuilder faultInjection() {
    flags.add("--enable_fault_injection");
    optionsSet.add("fault injection");
    return this;
  }

  /**
   * Sets the probability, in percent, that a new transaction aborts the current one. The default of
   * the emulator is 20; with 0 the new transaction is always aborted instead.
   */
  public SpannerEmulatorBuilder abortProbability(int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("A probability is 0 to 100 percent, but was " + percent);
    }
    flags.add("--abort_current_transaction_probability=" + percent);
    optionsSet.add("an abort probability");
    return this;
  }

  /** Starts a new emulator even if one is running. */
  SpannerEmulatorBuilder ownProcess() {
    optionsSet.add("the command");
    return this;
  }

  /**
   * Sets how long to wait for the first answer; by default 15 s for a running emulator, a minute
   * for that of the SDK, ten minutes with Docker.
   */
  public SpannerEmulatorBuilder startTimeout(Duration timeout) {
    this.timeout = Optional.of(timeout);
    return this;
  }

  /**
   * Finds or starts the emulator and waits until it answers.
   *
   * @throws EmulatorException if no emulator is available, the port is in use, or it does not
   *     answer
   */
  public SpannerEmulator start() {
    EmulatorSource source =
        optionsSet.isEmpty()
            ? finder.find()
            : finder.findStartable(
                "a running emulator cannot be used with " + String.join(", ", optionsSet));
    if (source instanceof EmulatorSource.Running running) {
      return attach(running.host());
    }
    EmulatorSource.Startable startable = (EmulatorSource.Startable) source;
    Duration limit =
        timeout.orElse(
            startable instanceof EmulatorSource.Docker
                ? DOCKER_ANSWERS_WITHIN
                : PROGRAM_ANSWERS_WITHIN);
    StartedEmulator started = StartedEmulator.start(startable, port, flags);
    EmulatorConnection connection = new EmulatorConnection(started.host());
    try {
      started.awaitAnswer(connection, limit);
      return SpannerEmulator.started(started, connection, logsRequests);
    } catch (RuntimeException e) {
      connection.close();
      started.close();
      throw e;
    }
  }

  private SpannerEmulator attach(String host) {
    Duration limit = timeout.orElse(RUNNING_ANSWERS_WITHIN);
    EmulatorConnection connection = new EmulatorConnection(host);
    if (!connection.waitForAnswer(limit)) {
      connection.close();
      throw new EmulatorException(
          "%s is %s, but no emulator answered there within %d s: start it, or unset the variable."
              .formatted(EmulatorFinder.HOST_VARIABLE, host, limit.toSeconds()));
    }
    return SpannerEmulator.attached(host, connection);
  }
}
