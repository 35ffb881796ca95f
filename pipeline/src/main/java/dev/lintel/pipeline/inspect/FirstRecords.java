package dev.lintel.pipeline.inspect;

import com.google.cloud.spanner.Mutation;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.InParallel;
import dev.lintel.pipeline.files.SourcePosition;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.formats.OpenFile;
import dev.lintel.pipeline.formats.RecordFile;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The first records of the files of a set, as the import would write or reject them. Not
 * thread-safe.
 */
final class FirstRecords {
  /** The operation of an import whose options are not given. */
  static final Mutation.Op OPERATION = Mutation.Op.INSERT_OR_UPDATE;

  /** How many records are looked at, over all files of a set. */
  static final int SAMPLE = 1_000;

  private static final int REJECTED_SHOWN = 5;

  private final int shown;
  private final List<String> problems = new ArrayList<>();
  private final List<Mutation> rows = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();
  private final KeyTexts keys;
  private int read;
  private int rejectedCount;
  private @Nullable Mutation first;

  private FirstRecords(int shown, Table table) {
    this.shown = shown;
    this.keys = new KeyTexts(table);
  }

  /**
   * Reads records as rows of a table.
   *
   * @param settings how a file is read
   * @param shown how many rows are kept
   */
  static FirstRecords read(
      FileSet set, Function<DataFile, TextSettings> settings, Table table, int shown) {
    var all = new FirstRecords(shown, table);
    int share = shareOf(set.files().size());
    InParallel.map(
            set.files(),
            file -> {
              var records = new FirstRecords(shown, table);
              records.problems.addAll(file.problems());
              if (file.problems().isEmpty()) {
                records.read(file, settings, table, Math.max(share, shown));
              }
              return records;
            })
        .forEach(all::addAll);
    return all;
  }

  /** How many records of each file are looked at. */
  static int shareOf(int files) {
    return Math.max(1, SAMPLE / files);
  }

  private void read(
      InspectedFile file, Function<DataFile, TextSettings> settings, Table table, int limit) {
    DataFile data = file.file();
    try (OpenFile<?> open = file.format().open(data, settings.apply(data))) {
      for (String problem : open.problems(table, OPERATION)) {
        problems.add(data.name() + ": " + problem);
      }
      if (problems.isEmpty()) {
        read(RecordFile.ofRows(open, table, OPERATION, UnaryOperator.identity()), limit);
      }
    } catch (UnreadableFileException e) {
      problems.add(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      // The name of a folder cannot be read.
      problems.add(data.name() + ": " + e.getMessage());
    } catch (IOException e) {
      problems.add(String.valueOf(data.unreadable(e).getMessage()));
    }
  }

  private void read(RecordFile<?, Mutation> records, int limit) {
    while (read < limit && records.hasNext()) {
      RecordFile.Result<Mutation> record = records.next();
      read++;
      record.value().ifPresent(this::add);
      record
          .rejected()
          .ifPresent(
              line -> {
                rejectedCount++;
                if (rejected.size() < REJECTED_SHOWN) {
                  rejected.add(
                      line.source().map(position -> where(position) + ": ").orElse("")
                          + line.message());
                }
              });
    }
  }

  private static String where(SourcePosition position) {
    return position.line() > 0
        ? "%s, line %d".formatted(position.file(), position.line())
        : "%s, record %d".formatted(position.file(), position.record());
  }

  private void add(Mutation row) {
    if (first == null) {
      first = row;
    }
    keys.add(row);
    if (rows.size() < shown) {
      rows.add(row);
    }
  }

  private void addAll(FirstRecords other) {
    problems.addAll(other.problems);
    other.rows.stream().limit(Math.max(0, shown - rows.size())).forEach(rows::add);
    other.rejected.stream()
        .limit(Math.max(0, REJECTED_SHOWN - rejected.size()))
        .forEach(rejected::add);
    keys.addAll(other.keys);
    first = first == null ? other.first : first;
    read += other.read;
    rejectedCount += other.rejectedCount;
  }

  /** Why the import would refuse the files, a line each, which names the file. */
  List<String> problems() {
    return problems;
  }

  /** The first row that would be written. */
  Optional<Mutation> first() {
    return Optional.ofNullable(first);
  }

  /** The first rows that would be written. */
  List<Mutation> rows() {
    return rows;
  }

  /** The first records that would be rejected: where each is, and why. */
  List<String> rejected() {
    return rejected;
  }

  /** How many records were looked at. */
  int read() {
    return read;
  }

  /** How many of them would be rejected. */
  int rejectedCount() {
    return rejectedCount;
  }

  /** What the rows show about keys. */
  KeyTexts keys() {
    return keys;
  }
}
