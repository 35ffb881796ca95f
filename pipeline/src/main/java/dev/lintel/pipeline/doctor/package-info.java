/** {@code ./lintel doctor}: whether jobs will be able to run, found out before they do. */
package dev.lintel.pipeline.doctor;
