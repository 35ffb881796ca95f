/** {@code ./lintel doctor}: checks that jobs will be able to run, before they do. */
package dev.lintel.pipeline.doctor;
