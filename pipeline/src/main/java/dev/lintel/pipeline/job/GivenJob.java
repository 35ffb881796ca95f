package dev.lintel.pipeline.job;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableMap;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.SpannerJobOptions;
import java.util.List;
import java.util.Map;

/** A job and the options that were given for it, each option checked by itself. */
public final class GivenJob {

  private final CommandSpec spec;
  private final SpannerJobOptions options;
  private final ImmutableMap<String, String> given;
  private final Supplier<Needs> needs;
  private final Hints hints;

  private interface Hints {
    List<String> of(SpannerConnection connection) throws InterruptedException;
  }

  private GivenJob(
      CommandSpec spec,
      SpannerJobOptions options,
      Map<String, String> given,
      Supplier<Needs> needs,
      Hints hints) {
    this.spec = spec;
    this.options = options;
    this.given = ImmutableMap.copyOf(given);
    this.needs = Suppliers.memoize(needs);
    this.hints = hints;
  }

  /**
   * A job with its options.
   *
   * @param given the values as they were given, by the name of the option, Beam's options included
   */
  public static <O extends SpannerJobOptions> GivenJob of(
      Job<O> job, O options, Map<String, String> given) {
    return new GivenJob(
        CommandSpec.of(job.optionsType()),
        options,
        given,
        () -> job.needs(options),
        connection -> job.hints(options, connection));
  }

  public String name() {
    return spec.name();
  }

  public CommandSpec spec() {
    return spec;
  }

  public SpannerJobOptions options() {
    return options;
  }

  public ImmutableMap<String, String> given() {
    return given;
  }

  /** What the job needs with these options, found out when first asked for. */
  public Needs needs() {
    return needs.get();
  }

  /** What {@link Job#hints} says of the database that it works on. */
  public List<String> hints(SpannerConnection connection) throws InterruptedException {
    return hints.of(connection);
  }
}
