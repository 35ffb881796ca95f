/**
 * The options that jobs share, and the declarations of options from which help, checks and template
 * metadata are derived. Start at {@link dev.lintel.pipeline.options.SpannerJobOptions} and {@link
 * dev.lintel.pipeline.options.CommandSpec}.
 */
package dev.lintel.pipeline.options;
