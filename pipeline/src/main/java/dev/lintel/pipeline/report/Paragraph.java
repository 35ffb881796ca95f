package dev.lintel.pipeline.report;

/**
 * Text that flows.
 *
 * @param text of one paragraph, plain
 */
public record Paragraph(String text) implements ReportPart {}
