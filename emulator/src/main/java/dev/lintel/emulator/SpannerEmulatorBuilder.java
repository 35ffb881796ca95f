package dev.lintel.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Options of an emulator. With any of {@link #port}, {@link #logRequests}, {@link #faultInjection}
 * and {@link #abortProbability} given, {@link #start} starts one even where one runs already. Not
 * thread-safe.
 */
public final class SpannerEmulatorBuilder {

  private static final Duration RUNNING_ANSWERS_WITHIN = Duration.ofSeconds(15);
  private static final Duration PROGRAM_ANSWERS_WITHIN = Duration.ofSeconds(60);

  /** Docker may have to fetch the image first. */
  private static final Duration DOCKER_ANSWERS_WITHIN = Duration.ofMinutes(10);

  /** By default an instance takes 100 databases, as in production, which tests use up. */
  private static final String MAX_DATABASES = "--override_max_databases_per_instance=1000";

  private final EmulatorFinder finder;
  private final List<String> flags = new ArrayList<>(List.of(MAX_DATABASES));
  private final List<String> asked = new ArrayList<>();
  private int port;
  private boolean logsRequests;
  private Optional<Duration> timeout = Optional.empty();

  SpannerEmulatorBuilder(UnaryOperator<String> environment) {
    this.finder = new EmulatorFinder(environment);
  }

  /** The port to listen on, 1 to 65535. Without, a free one. */
  public SpannerEmulatorBuilder port(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("A port is 1 to 65535, but was " + port);
    }
    this.port = port;
    asked.add("a port");
    return this;
  }

  /**
   * Counts the requests that the server receives, see {@link SpannerEmulator#requests()}. Slows it
   * down.
   */
  public SpannerEmulatorBuilder logRequests() {
    logsRequests = true;
    flags.add("--log_requests");
    asked.add("request logging");
    return this;
  }

  /** Has the server abort commits now and then, as production may. */
  public SpannerEmulatorBuilder faultInjection() {
    flags.add("--enable_fault_injection");
    asked.add("fault injection");
    return this;
  }

  /**
   * How likely a new transaction aborts the one under way, in percent. The emulator's default is
   * 20; with 0 the new one is always the one to be aborted.
   */
  public SpannerEmulatorBuilder abortProbability(int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("A probability is 0 to 100 percent, but was " + percent);
    }
    flags.add("--abort_current_transaction_probability=" + percent);
    asked.add("an abort probability");
    return this;
  }

  /** Starts one of its own even where one runs already. */
  SpannerEmulatorBuilder ownProcess() {
    asked.add("the command");
    return this;
  }

  /**
   * How long to wait for the first answer. Without: 15 s for one that runs already, a minute for
   * the SDK's, ten minutes for Docker's.
   */
  public SpannerEmulatorBuilder startTimeout(Duration timeout) {
    this.timeout = Optional.of(timeout);
    return this;
  }

  /**
   * Finds or starts the emulator and waits until it answers.
   *
   * @throws EmulatorException if none can be had, the port is in use, or it does not answer
   */
  public SpannerEmulator start() {
    EmulatorSource source =
        asked.isEmpty()
            ? finder.find()
            : finder.findStartable(
                "one that runs already does not do for " + String.join(", ", asked));
    if (source instanceof EmulatorSource.Running running) {
      return attach(running.host());
    }
    EmulatorSource.Startable startable = (EmulatorSource.Startable) source;
    Duration patience =
        timeout.orElse(
            startable instanceof EmulatorSource.Docker
                ? DOCKER_ANSWERS_WITHIN
                : PROGRAM_ANSWERS_WITHIN);
    StartedEmulator started = StartedEmulator.start(startable, port, flags);
    EmulatorConnection connection = new EmulatorConnection(started.host());
    try {
      started.awaitAnswer(connection, patience);
      return SpannerEmulator.started(started, connection, logsRequests);
    } catch (RuntimeException e) {
      connection.close();
      started.close();
      throw e;
    }
  }

  private SpannerEmulator attach(String host) {
    Duration patience = timeout.orElse(RUNNING_ANSWERS_WITHIN);
    EmulatorConnection connection = new EmulatorConnection(host);
    if (!connection.comesToAnswer(patience)) {
      connection.close();
      throw new EmulatorException(
          "%s is %s, but no emulator answered there within %d s: start it, or unset the variable."
              .formatted(EmulatorFinder.HOST_VARIABLE, host, patience.toSeconds()));
    }
    return SpannerEmulator.attached(host, connection);
  }
}
