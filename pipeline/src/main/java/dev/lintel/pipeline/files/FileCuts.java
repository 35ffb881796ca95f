package dev.lintel.pipeline.files;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Where a file can be cut into parts that are read by themselves. A record belongs to the part that
 * its offset is in.
 *
 * @param places in the order of the file; none if it has to be read by one reader
 * @param others which further cuts are possible
 */
public record FileCuts(ImmutableList<FilePlace> places, Others others) {

  /** Which cuts are possible besides those that are named. */
  public enum Others {
    NONE,
    /** At any byte. */
    ANYWHERE
  }

  private static final FileCuts NONE = new FileCuts(ImmutableList.of(), Others.NONE);

  /** A file that has to be read by one reader. */
  public static FileCuts none() {
    return NONE;
  }

  /** Only these cuts are possible. */
  public static FileCuts only(List<FilePlace> places) {
    return new FileCuts(ImmutableList.copyOf(places), Others.NONE);
  }

  /**
   * A file that can be cut at any byte.
   *
   * @param bytes the size of each part; only the last one may be larger, and by less than that
   * @throws UnreadableFileException if the file cannot be opened
   */
  public static FileCuts anywhere(DataFile file, long bytes) {
    ImmutableList.Builder<FilePlace> places = ImmutableList.builder();
    long size = file.size();
    for (long cut = bytes; cut + bytes <= size; cut += bytes) {
      places.add(FilePlace.at(cut));
    }
    return new FileCuts(places.build(), Others.ANYWHERE);
  }
}
