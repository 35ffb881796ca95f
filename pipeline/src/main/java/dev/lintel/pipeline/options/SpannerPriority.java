package dev.lintel.pipeline.options;

/** How Spanner ranks a job's requests against others; written as in Google's own templates. */
public enum SpannerPriority {
  @ChoiceHelp(label = "Low", description = "yields to other work on the instance")
  LOW,
  @ChoiceHelp(label = "Medium", description = "comes after requests of high priority")
  MEDIUM,
  @ChoiceHelp(label = "High", description = "competes with what serves users")
  HIGH
}
