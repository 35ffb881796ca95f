/**
 * Flex Template metadata of every job, made from the jobs' options: {@link
 * dev.lintel.templates.GenerateMetadata} writes it.
 */
package dev.lintel.templates;
