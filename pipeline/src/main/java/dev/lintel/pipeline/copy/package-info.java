/** The job {@code copy}: rows of one database into another. */
package dev.lintel.pipeline.copy;
