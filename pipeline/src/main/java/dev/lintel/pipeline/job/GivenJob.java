package dev.lintel.pipeline.command;

import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.SpannerJobOptions;
import java.util.Map;

/**
 * A job as it was asked for, checked as far as one option can be. Immutable but for the options.
 *
 * @param options of the type that the job takes
 * @param given what was given, by the name of the option, Beam's own among them
 */
public record GivenJob(CommandSpec spec, SpannerJobOptions options, Map<String, String> given) {

  public GivenJob {
    given = ImmutableMap.copyOf(given);
  }

  public String name() {
    return spec.name();
  }
}
