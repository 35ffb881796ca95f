/**
 * Flex Templates of the jobs: their metadata, made from the jobs' options ({@link
 * dev.lintel.templates.GenerateMetadata} writes it), and the command that makes their images and
 * specs. {@link dev.lintel.templates.LocalLintel} is what {@code ./lintel} starts.
 */
package dev.lintel.templates;
