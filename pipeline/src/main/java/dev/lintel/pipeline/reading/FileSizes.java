package dev.lintel.pipeline.reading;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/** The sizes of files, as their stores say them. */
public final class FileSizes {
  private FileSizes() {}

  /**
   * Asks about files of one file system, many at a time.
   *
   * @param names whole names, not patterns
   * @param options with which Cloud Storage is reached
   * @return the sizes in bytes, in the order of the names; 0 for a file that does not exist, whose
   *     reading will fail
   * @throws UncheckedIOException if a store does not say a size: a wrong one would end a part of a
   *     file too early
   */
  public static ImmutableList<Long> of(List<String> names, PipelineOptions options) {
    try {
      ImmutableList.Builder<Long> sizes = ImmutableList.builder();
      for (StoredFile file :
          StoredFile.of(
              names.stream().map(name -> DataFile.named(name).resource()).toList(), options)) {
        if (file.failure().isPresent()
            && !(file.failure().get() instanceof FileNotFoundException)) {
          throw file.failure().get();
        }
        sizes.add(file.bytes());
      }
      return sizes.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
