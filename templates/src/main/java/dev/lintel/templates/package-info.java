/**
 * Flex Templates of the jobs: their metadata, generated from the options of the jobs by {@link
 * dev.lintel.templates.GenerateMetadata}, and the command that builds their images and writes their
 * specs. {@code ./lintel} starts {@link dev.lintel.templates.LocalLintel}.
 */
package dev.lintel.templates;
