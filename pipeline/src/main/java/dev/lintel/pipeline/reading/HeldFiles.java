package dev.lintel.pipeline.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.lintel.pipeline.files.FilePlace;
import dev.lintel.pipeline.formats.RecordFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are open between two bundles of this process, each at the place where the second one
 * goes on. Without them a compressed file would be read from its start for each bundle. What
 * happens to them matters to the speed only: a file that is not here is opened again.
 *
 * <p>Thread-safe.
 */
final class HeldFiles {
  /**
   * A file is closed if nobody has gone on with it for so long: the runner may have given the rest
   * of it to another process. A bundle takes seconds, unless the database is slow.
   */
  private static final Duration HELD = Duration.ofMinutes(2);

  /** More than a process has threads; beyond that, the oldest files are closed. */
  private static final int MOST = 64;

  private static final Logger LOG = LoggerFactory.getLogger(HeldFiles.class);
  private static final HeldFiles OF_PROCESS = new HeldFiles(HELD);

  private final Cache<Key, RecordFile<?, ?>> files;

  private record Key(UUID step, int file, long offset, long skipped) {
    static Key of(UUID step, int file, FilePlace place) {
      return new Key(step, file, place.offset(), place.skipped());
    }
  }

  HeldFiles(Duration held) {
    this.files =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(held)
            .scheduler(Scheduler.systemScheduler())
            .executor(Runnable::run)
            .<Key, RecordFile<?, ?>>evictionListener((key, file, cause) -> close(file))
            .removalListener(HeldFiles::closeReplaced)
            .build();
  }

  /** Those of this process. */
  static HeldFiles ofProcess() {
    return OF_PROCESS;
  }

  /** Takes over an open file. */
  void hold(UUID step, int file, FilePlace place, RecordFile<?, ?> open) {
    files.put(Key.of(step, file, place), open);
  }

  /** Hands over a file that is open at that place; the caller closes it. */
  <T> Optional<RecordFile<?, T>> take(UUID step, int file, FilePlace place) {
    // A step converts records to one type.
    @SuppressWarnings("unchecked")
    var open = (RecordFile<?, T>) files.asMap().remove(Key.of(step, file, place));
    return Optional.ofNullable(open);
  }

  private static void closeReplaced(Key key, RecordFile<?, ?> file, RemovalCause cause) {
    if (cause == RemovalCause.REPLACED) {
      close(file);
    }
  }

  private static void close(RecordFile<?, ?> file) {
    try {
      file.close();
    } catch (IOException | RuntimeException e) {
      LOG.warn("A file that is no longer read cannot be closed", e);
    }
  }
}
