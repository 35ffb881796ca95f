package dev.lintel.pipeline.options;

/** How Spanner ranks a job's requests; the values are those of Google's templates. */
public enum SpannerPriority {
  @ChoiceHelp(label = "Low", description = "yields to other work on the instance")
  LOW,
  @ChoiceHelp(label = "Medium", description = "comes after requests of high priority")
  MEDIUM,
  @ChoiceHelp(label = "High", description = "competes with requests that serve users")
  HIGH
}
