/** {@code ./lintel demo}: an import of generated data into a local emulator. */
package dev.lintel.pipeline.demo;
