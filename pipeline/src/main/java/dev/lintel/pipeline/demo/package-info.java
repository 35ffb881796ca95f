/** {@code ./lintel demo}: the import, on made-up data and a local emulator. */
package dev.lintel.pipeline.demo;
