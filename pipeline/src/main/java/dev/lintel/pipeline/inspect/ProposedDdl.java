package dev.lintel.pipeline.inspect;

import com.google.cloud.spanner.Dialect;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.formats.FieldDescription;
import dev.lintel.pipeline.formats.TextSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints a CREATE TABLE for each table that files belong to. */
final class ProposedDdl {
  private final Dialect dialect;
  private final TextSettings settings;
  private final ColumnTypes types;

  ProposedDdl(Dialect dialect, TextSettings settings) {
    this.dialect = dialect;
    this.settings = settings;
    this.types = new ColumnTypes(dialect);
  }

  /** Prints statements only; what is wrong with files is in comments. */
  ExitStatus print(List<InspectedFile> files, InspectReport report) {
    Map<String, List<FileSet>> byTable = new LinkedHashMap<>();
    for (FileSet set : FileSet.of(files)) {
      byTable.computeIfAbsent(set.table(), unused -> new ArrayList<>()).add(set);
    }
    ExitStatus status = ExitStatus.SUCCEEDED;
    List<String> statements = new ArrayList<>();
    for (Map.Entry<String, List<FileSet>> table : byTable.entrySet()) {
      List<FileSet> sets = table.getValue();
      List<FieldDescription> fields = MergedFields.of(sets.stream().map(FileSet::fields).toList());
      var proposed = ProposedTable.of(table.getKey(), fields, types);
      List<String> problems = new ArrayList<>();
      sets.forEach(set -> set.files().forEach(file -> problems.addAll(file.problems())));
      problems.forEach(problem -> statements.add("-- Refused: " + CellText.printable(problem)));
      if (!problems.isEmpty() || !proposed.problems().isEmpty()) {
        status = ExitStatus.USAGE;
      }
      if (!fields.isEmpty() && problems.size() < files(sets)) {
        statements.add(
            CreateTable.of(dialect, origin(sets), fields, proposed, key(sets, proposed)));
      }
    }
    report.text(String.join("\n", statements));
    return status;
  }

  private static int files(List<FileSet> sets) {
    return sets.stream().mapToInt(set -> set.files().size()).sum();
  }

  private Optional<KeyChoice> key(List<FileSet> sets, ProposedTable proposed) {
    var keys = new KeyTexts(proposed.table());
    for (FileSet set : sets) {
      Inspection inspection = Inspection.of(set, types, settings, 0);
      inspection.records().map(FirstRecords::keys).ifPresent(keys::addAll);
    }
    return KeyChoice.of(proposed.table().getName(), keys);
  }

  private static String origin(List<FileSet> sets) {
    InspectedFile first = sets.get(0).files().get(0);
    String name = first.file().name();
    int more = files(sets) - 1;
    String files = more == 0 ? name : "%s and %,d more".formatted(name, more);
    return first.format().hasSchema() ? files : "the first records of " + files;
  }
}
