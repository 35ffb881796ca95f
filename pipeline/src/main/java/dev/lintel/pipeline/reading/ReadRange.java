package dev.lintel.pipeline.reading;

import dev.lintel.pipeline.files.FileCuts;
import dev.lintel.pipeline.files.FilePlace;

/**
 * A part of a list of files: from a place in one of them to a record in the same one or in a later
 * one.
 *
 * @param file the number of the first file
 * @param place where reading begins in it
 * @param end the first record that is no longer read
 * @param cuts which cuts of the first file are possible within the part
 * @param bytes about the size of the part
 */
record ReadRange(int file, FilePlace place, RecordPlace end, FileCuts.Others cuts, long bytes) {

  /** All records of files, from one to another that is no longer read. */
  static ReadRange ofFiles(int from, int to, long bytes) {
    return new ReadRange(
        from, FilePlace.start(), RecordPlace.beginningOf(to), FileCuts.Others.NONE, bytes);
  }

  /** The records that begin in a part of a file. */
  static ReadRange ofPart(int file, FilePlace from, long to, FileCuts.Others cuts) {
    return new ReadRange(file, from, RecordPlace.at(file, to), cuts, to - from.offset());
  }

  /** Whether it has records of a file, as far as is known without opening it. */
  boolean reaches(int other) {
    return RecordPlace.beginningOf(other).isBefore(end);
  }

  /** Whether it goes to the end of a file, wherever that is. */
  boolean hasEndOf(int other) {
    return other < end.file();
  }

  /** Whether it is a part of one file, of which it is known where it ends. */
  boolean isPartOfFile() {
    return file == end.file();
  }

  ReadRange withEnd(RecordPlace otherEnd, long otherBytes) {
    return new ReadRange(file, place, otherEnd, cuts, otherBytes);
  }

  ReadRange withStart(int otherFile, FilePlace otherPlace, long otherBytes) {
    return new ReadRange(otherFile, otherPlace, end, cuts, otherBytes);
  }
}
