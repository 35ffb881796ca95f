/**
 * Jobs on a real Flink cluster of several processes, watched from the side of the Spanner server.
 */
package dev.lintel.flink;
