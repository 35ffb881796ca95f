package dev.lintel.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The main class of {@code ./lintel bench}. Exit status: 0 done, 1 failed, 2 wrong arguments. The
 * system property {@code lintel.home} names the repository.
 */
public final class Bench {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final long NANOS_A_SECOND = 1_000_000_000;

  private Bench() {}

  public static void main(String[] args) {
    QuietLogging.onlyErrors();
    System.exit(run(args, Path.of(System.getProperty("lintel.home", ".")), System.out, System.err));
  }

  /** Runs the benchmarks and returns the exit status. */
  static int run(String[] args, Path home, PrintStream out, PrintStream err) {
    for (String arg : args) {
      if (arg.equals("--help") || arg.equals("-h")) {
        out.print(BenchArguments.usage());
        return 0;
      }
    }
    var repository = Repository.at(home);
    try {
      BenchArguments arguments = BenchArguments.parse(args);
      repository.requirePage();
      return measure(arguments, repository, out, err) ? 0 : FAILED;
    } catch (BenchUsageException e) {
      err.println("bench: " + e.getMessage());
      return USAGE;
    } catch (IOException e) {
      err.println("bench: cannot keep the results: " + e);
      return FAILED;
    }
  }

  /** Measures the pairings; one that fails does not stop the others. */
  private static boolean measure(
      BenchArguments arguments, Repository repository, PrintStream out, PrintStream progress)
      throws IOException {
    List<PairingResult> measured = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    long start = System.nanoTime();
    for (Pairing pairing : arguments.pairings()) {
      // An emulator that has had many databases answers more slowly what a job asks at its start.
      try (var servers = new Servers()) {
        var run = new BenchRun(arguments.extent(), servers, repository.home(), progress);
        measured.addAll(pairing.measure(run));
      } catch (Exception e) {
        progress.println("bench: " + pairing.name() + " failed");
        e.printStackTrace(progress);
        failed.add(pairing.name());
      }
    }
    progress.printf("It took %d s.%n", (System.nanoTime() - start) / NANOS_A_SECOND);
    out.print(ResultTable.of(measured));
    if (arguments.extent() != Extent.SMOKE) {
      repository.publish(LatestResults.read(repository.results()).with(measured), arguments);
    }
    if (!failed.isEmpty()) {
      progress.println("bench: failed, and not in the results: " + String.join(", ", failed));
    }
    return failed.isEmpty();
  }
}
