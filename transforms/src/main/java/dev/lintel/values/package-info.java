/**
 * How the client's values are read and built, one row per Spanner type: {@link
 * dev.lintel.values.ScalarTypes}.
 *
 * <p>Coders, conversions and key order take getters and builders from here, so that a new type is
 * one row, plus the encodings and conversions that really differ.
 */
package dev.lintel.values;
