/**
 * A local Cloud Spanner for demonstrations and tests. Start at {@link
 * dev.lintel.emulator.SpannerEmulator}, or in JUnit Jupiter at {@link
 * dev.lintel.emulator.SpannerDatabase}. The package depends on no other package of Lintel and opens
 * no Spanner data client.
 */
package dev.lintel.emulator;
