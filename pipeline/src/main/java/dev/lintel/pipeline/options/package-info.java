/**
 * The options that the jobs share, and what help, checks and template metadata need to know of an
 * option. Start at {@link dev.lintel.pipeline.options.SpannerJobOptions} and {@link
 * dev.lintel.pipeline.options.CommandSpec}.
 */
package dev.lintel.pipeline.options;
