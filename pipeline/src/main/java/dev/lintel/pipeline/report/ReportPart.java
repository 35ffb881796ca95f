package dev.lintel.pipeline.report;

/** One thing in a {@link ReportSection}. */
public sealed interface ReportPart permits Paragraph, Preformatted, ReportTable, LineChart {}
