package dev.lintel.pipeline.reading;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.formats.RecordFile;
import dev.lintel.pipeline.formats.RecordFiles;
import java.io.IOException;
import java.io.Serializable;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The files that a step reads, in the form in which they travel to the workers. Immutable and
 * thread-safe.
 *
 * @param id the step, as no other step has it
 * @param files what names each file
 * @param sizes of the files, in bytes
 * @param partBytes the size of the parts that workers read; those of one file may be larger
 */
record ReadList<K, T>(
    UUID id,
    ImmutableList<K> files,
    ImmutableList<Long> sizes,
    long partBytes,
    RecordFiles<K, T> records)
    implements Serializable {

  ReadList<K, T> withPartBytes(long otherPartBytes) {
    return new ReadList<>(id, files, sizes, otherPartBytes, records);
  }

  int size() {
    return files.size();
  }

  long bytes() {
    return sizes.stream().mapToLong(Long::longValue).sum();
  }

  RecordFile<?, T> open(int file) throws IOException {
    return records.open(files.get(file));
  }

  String nameOf(int file) {
    return records.nameOf(files.get(file));
  }

  ImmutableList<String> names() {
    return files.stream().map(records::nameOf).collect(toImmutableList());
  }

  OptionalLong expectedRecords(int file) {
    return records.expectedRecords(files.get(file));
  }

  /** Whether the number of the records of any file is known beforehand. */
  boolean hasExpectedRecords() {
    return files.stream().anyMatch(file -> records.expectedRecords(file).isPresent());
  }

  /**
   * Checks the number of records that were read from a file.
   *
   * @throws IllegalStateException if another number is expected
   */
  void checkCount(int file, long read) {
    OptionalLong expected = expectedRecords(file);
    if (expected.isPresent() && expected.getAsLong() != read) {
      throw new IllegalStateException(
          "%s has %d rows, but %d were exported to it"
              .formatted(nameOf(file), read, expected.getAsLong()));
    }
  }
}
