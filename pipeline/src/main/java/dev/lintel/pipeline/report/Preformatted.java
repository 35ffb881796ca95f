package dev.lintel.pipeline.report;

/**
 * Text whose lines and spaces stay, such as a command or a record.
 *
 * @param text plain
 */
public record Preformatted(String text) implements ReportPart {}
