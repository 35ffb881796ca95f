package dev.lintel.benchmarks;

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
    try {
      var repository = Repository.at(home);
      BenchArguments arguments = BenchArguments.parse(args);
      repository.requirePage();
      measure(arguments, repository, out, err);
      return 0;
    } catch (BenchUsageException e) {
      err.println("bench: " + e.getMessage());
      return USAGE;
    } catch (Exception e) {
      err.println("bench: " + e);
      e.printStackTrace(err);
      return FAILED;
    }
  }

  private static void measure(
      BenchArguments arguments, Repository repository, PrintStream out, PrintStream progress)
      throws Exception {
    List<PairingResult> measured = new ArrayList<>();
    long start = System.nanoTime();
    try (var servers = new Servers()) {
      var run = new BenchRun(arguments.extent(), servers, repository.home(), progress);
      for (Pairing pairing : arguments.pairings()) {
        measured.addAll(pairing.measure(run));
      }
    }
    progress.printf("%d s in all%n", (System.nanoTime() - start) / 1_000_000_000L);
    out.print(ResultTable.of(measured));
    if (arguments.extent() == Extent.SMOKE) {
      return;
    }
    repository.publish(LatestResults.read(repository.results()).with(measured), arguments);
  }
}
