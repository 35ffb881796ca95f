package dev.lintel.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All pairings, in the order in which they run and are listed. */
final class Pairings {
  /** Stands for all pairings of whole processes. */
  static final String PROCESS = "process";

  private static final List<Pairing> ALL =
      List.of(
          new WritePairing(),
          new WriteBadRowsPairing(),
          new ReadPairing(),
          new LookupPairing(),
          new ExportPairing(),
          new ImportPairing(),
          new ImportParquetPairing(),
          new CopyPairing(),
          new PurgePairing(),
          new VerifyPairing(),
          new CoderPairing(),
          new ConnectionsPairing(),
          new ProcessHelpPairing(),
          new ProcessSmallImportPairing(),
          new ProcessImportPairing(),
          new ProcessExportPairing());

  private Pairings() {}

  static List<Pairing> all() {
    return ALL;
  }

  static List<String> names() {
    return ALL.stream().map(Pairing::name).toList();
  }

  /**
   * Finds pairings by name, in their usual order.
   *
   * @throws BenchUsageException if a name is unknown
   */
  static List<Pairing> named(List<String> names) throws BenchUsageException {
    Set<String> wanted = new LinkedHashSet<>(names);
    if (wanted.remove(PROCESS)) {
      names().stream().filter(Pairings::isOfProcesses).forEach(wanted::add);
    }
    Set<String> unknown = new TreeSet<>(wanted);
    unknown.removeAll(new LinkedHashSet<>(names()));
    if (!unknown.isEmpty() || wanted.isEmpty()) {
      List<String> known = new ArrayList<>(names());
      known.add(PROCESS);
      throw new BenchUsageException(
          "--only=%s: no such pairing; there are %s"
              .formatted(
                  unknown.isEmpty() ? String.join(",", names) : String.join(",", unknown),
                  known.stream().collect(Collectors.joining(", "))));
    }
    return ALL.stream().filter(pairing -> wanted.contains(pairing.name())).toList();
  }

  private static boolean isOfProcesses(String name) {
    return name.startsWith(PROCESS + "-");
  }
}
