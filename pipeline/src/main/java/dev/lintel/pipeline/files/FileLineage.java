package dev.lintel.pipeline.files;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystem.LineageLevel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.metrics.StringSet;
import org.apache.beam.sdk.metrics.StringSetResult;

/**
 * Reports which files a pipeline reads and writes, as Beam's own file transforms do: to Beam's
 * {@link org.apache.beam.sdk.metrics.Lineage}, each of up to 100 files, else each of up to 100
 * folders, else where they are at the top. Beam's file system decides what becomes of it; that of
 * local files reports nothing.
 *
 * <p>The folders of the files, local ones too, become sets of strings of their own, which {@link
 * #foldersRead} and {@link #foldersWritten} give back. Call the reports in a bundle. Thread-safe.
 */
public final class FileLineage {

  /** As many as Beam's FileIO reports one by one: metrics have to stay small. */
  static final int MOST = 100;

  private static final StringSet READ = Metrics.stringSet(FileLineage.class, "folders_read");
  private static final StringSet WRITTEN = Metrics.stringSet(FileLineage.class, "folders_written");

  private FileLineage() {}

  /** Reports that all of these files are read. */
  public static void read(Collection<String> names) {
    report(names, READ, FileSystems::reportSourceLineage);
  }

  /** Reports that all of these files have been written. */
  public static void written(Collection<String> names) {
    report(names, WRITTEN, FileSystems::reportSinkLineage);
  }

  /** Reports the folder of a file that a transform of Beam has written, and reported to Beam. */
  public static void writtenByBeam(String name) {
    WRITTEN.add(folder(file(name)).toString());
  }

  private static void report(
      Collection<String> names, StringSet folders, BiConsumer<ResourceId, LineageLevel> beam) {
    ImmutableSet<ResourceId> files =
        names.stream().map(FileLineage::file).collect(toImmutableSet());
    ImmutableSet<ResourceId> all =
        files.stream().map(FileLineage::folder).collect(toImmutableSet());
    all.stream().limit(MOST).forEach(folder -> folders.add(folder.toString()));
    if (files.size() <= MOST) {
      files.forEach(file -> beam.accept(file, LineageLevel.FILE));
    } else if (all.size() <= MOST) {
      all.forEach(folder -> beam.accept(folder, LineageLevel.FILE));
    } else {
      beam.accept(all.iterator().next(), LineageLevel.TOP_LEVEL);
    }
  }

  /** The folders of the files that a pipeline has read so far, sorted. */
  public static ImmutableSortedSet<String> foldersRead(PipelineResult result) {
    return folders(result, READ);
  }

  /** The folders of the files that a pipeline has written so far, sorted. */
  public static ImmutableSortedSet<String> foldersWritten(PipelineResult result) {
    return folders(result, WRITTEN);
  }

  private static ImmutableSortedSet<String> folders(PipelineResult result, StringSet metric) {
    var filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named(FileLineage.class, metric.getName().getName()))
            .build();
    ImmutableSortedSet.Builder<String> folders = ImmutableSortedSet.naturalOrder();
    for (MetricResult<StringSetResult> set :
        result.metrics().queryMetrics(filter).getStringSets()) {
      StringSetResult committed = set.getCommittedOrNull();
      folders.addAll((committed == null ? set.getAttempted() : committed).getStringSet());
    }
    return folders.build();
  }

  private static ResourceId file(String name) {
    return FileSystems.matchNewResource(name, /* isDirectory= */ false);
  }

  private static ResourceId folder(ResourceId file) {
    return file.getCurrentDirectory();
  }
}
