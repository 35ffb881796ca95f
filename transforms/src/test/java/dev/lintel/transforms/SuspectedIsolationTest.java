package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SuspectedIsolationTest {

  /** A server that rejects a commit because of its first bad item. */
  private static final class Server {
    private final Set<Integer> bad;
    private final List<Integer> written = new ArrayList<>();
    private int commits;

    Server(Set<Integer> bad) {
      this.bad = bad;
    }

    Optional<String> commit(List<Integer> items) {
      commits++;
      Optional<Integer> first = items.stream().filter(bad::contains).findFirst();
      if (first.isEmpty()) {
        written.addAll(items);
      }
      return first.map(item -> "bad " + item);
    }
  }

  private static List<Integer> items(int size) {
    return IntStream.range(0, size).boxed().toList();
  }

  @Property
  void whateverIsSuspectedEveryGoodItemIsWrittenOnceAndEveryBadItemReported(
      @ForAll @IntRange(min = 1, max = 200) int size,
      @ForAll Set<@IntRange(max = 199) Integer> bad,
      @ForAll Set<@IntRange(max = 199) Integer> suspected,
      @ForAll boolean hasFailed)
      throws InterruptedException {
    var server = new Server(bad);
    var failures =
        SuspectedIsolation.isolate(
            items(size),
            hasFailed,
            "bad",
            server::commit,
            (rest, error) -> rest.stream().filter(suspected::contains).toList());

    assertThat(failures)
        .extracting(Isolation.Failure::item)
        .containsExactlyInAnyOrderElementsOf(items(size).stream().filter(bad::contains).toList());
    assertThat(failures).allSatisfy(f -> assertThat(f.error()).isEqualTo("bad " + f.item()));
    assertThat(server.written)
        .containsExactlyInAnyOrderElementsOf(
            items(size).stream().filter(i -> !bad.contains(i)).toList());
  }

  @Test
  void ifAllBadItemsAreSuspectedEachCostsOneCommit() throws InterruptedException {
    Set<Integer> bad = Set.of(3, 77, 130, 260, 499);
    var server = new Server(bad);
    var failures =
        SuspectedIsolation.isolate(
            items(500),
            true,
            "bad",
            server::commit,
            (rest, error) -> rest.stream().filter(bad::contains).toList());
    assertThat(failures).hasSize(5);
    assertThat(server.commits).isEqualTo(6);
  }

  @Test
  void ifTheErrorNamesOneBadItemEachCostsTwoCommits() throws InterruptedException {
    Set<Integer> bad = Set.of(3, 77, 130, 260, 499);
    var server = new Server(bad);
    var failures =
        SuspectedIsolation.isolate(
            items(500),
            true,
            "bad 3",
            server::commit,
            (rest, error) -> rest.stream().filter(i -> error.equals("bad " + i)).toList());
    assertThat(failures).extracting(Isolation.Failure::item).containsExactly(3, 77, 130, 260, 499);
    assertThat(server.commits).isEqualTo(10);
  }

  @Test
  void aWrongSuspicionOfManyCostsFewCommitsMore() throws InterruptedException {
    var server = new Server(Set.of(250));
    var failures =
        SuspectedIsolation.isolate(
            items(500),
            true,
            "bad 250",
            server::commit,
            (rest, error) -> rest.stream().filter(i -> i < 200).toList());
    assertThat(failures).extracting(Isolation.Failure::item).containsExactly(250);
    assertThat(server.commits).isLessThanOrEqualTo(14);
  }
}
