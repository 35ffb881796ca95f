/**
 * Pages of HTML about runs: {@link dev.lintel.pipeline.report.RunReportPage} about one, and the
 * parts that pages consist of. Jobs add a {@link dev.lintel.pipeline.report.ReportSection} with a
 * table or a chart; {@link dev.lintel.pipeline.report.HtmlWriter} escapes all texts.
 */
package dev.lintel.pipeline.report;
