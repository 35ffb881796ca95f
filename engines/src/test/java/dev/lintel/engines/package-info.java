/**
 * What Lintel makes of files that other engines write with their defaults, and what those engines
 * make of Lintel's exports. {@link dev.lintel.engines.EnginesIT} is the entry point; its result is
 * docs/compatibility.md.
 */
package dev.lintel.engines;
