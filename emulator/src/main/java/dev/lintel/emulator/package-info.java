/**
 * A local Cloud Spanner for demonstrations and tests. Begin with {@link
 * dev.lintel.emulator.SpannerEmulator}; in JUnit Jupiter, with {@link
 * dev.lintel.emulator.SpannerDatabase}. It stands alone: it uses nothing of Lintel, and opens no
 * Spanner data client.
 */
package dev.lintel.emulator;
