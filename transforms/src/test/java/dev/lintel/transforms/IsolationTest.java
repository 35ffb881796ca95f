package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IsolationTest {

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
      for (int item : items) {
        if (bad.contains(item)) {
          return Optional.of("bad " + item);
        }
      }
      written.addAll(items);
      return Optional.empty();
    }
  }

  private static List<Integer> items(int size) {
    return IntStream.range(0, size).boxed().toList();
  }

  @Property
  void everyGoodItemIsWrittenOnceAndEveryBadItemIsReportedWithItsOwnReason(
      @ForAll @IntRange(min = 1, max = 300) int size, @ForAll Set<@IntRange(max = 299) Integer> bad)
      throws InterruptedException {
    var server = new Server(bad);
    var failures = Isolation.isolate(items(size), true, server::commit);

    var expectedBad = items(size).stream().filter(bad::contains).toList();
    assertThat(failures).extracting(Isolation.Failure::item).isEqualTo(expectedBad);
    assertThat(failures).allSatisfy(f -> assertThat(f.error()).isEqualTo("bad " + f.item()));
    assertThat(server.written)
        .containsExactlyElementsOf(items(size).stream().filter(i -> !bad.contains(i)).toList());
  }

  @Property
  void aBadItemCostsAtMostTwiceTheDepthOfItsGroup(
      @ForAll @IntRange(min = 2, max = 2_000) int size,
      @ForAll Set<@IntRange(max = 1_999) Integer> bad)
      throws InterruptedException {
    var server = new Server(bad);
    int failures = Isolation.isolate(items(size), true, server::commit).size();

    double depth = Math.ceil(Math.log(size) / Math.log(2));
    // One more commit for each bad item, to get its own reason, and the commits of the parts
    // without a bad item: at most as many as of parts with one, and log2(n) while the parts grow.
    assertThat(server.commits).isLessThanOrEqualTo((int) ((2 * depth + 1) * (failures + 1)));
  }

  @Test
  void oneBadItemAmongFiveHundredCostsAtMostElevenCommits() throws InterruptedException {
    for (int bad = 0; bad < 500; bad++) {
      var server = new Server(Set.of(bad));
      Isolation.isolate(items(500), true, server::commit);
      assertThat(server.commits).as("bad item at %s", bad).isLessThanOrEqualTo(11);
    }
  }

  @Test
  void ifAllItemsAreBadEachCostsAboutTwoCommits() throws InterruptedException {
    var server = new Server(new HashSet<>(items(500)));
    assertThat(Isolation.isolate(items(500), true, server::commit)).hasSize(500);
    assertThat(server.commits).isLessThanOrEqualTo(1_000);
  }

  @Test
  void itemsThatFailOnlyTogetherAreWritten() throws InterruptedException {
    List<Integer> written = new ArrayList<>();
    var failures =
        Isolation.<Integer, String>isolate(
            items(8),
            true,
            part -> {
              if (part.contains(2) && part.contains(3)) {
                return Optional.of("not together");
              }
              written.addAll(part);
              return Optional.empty();
            });
    assertThat(failures).isEmpty();
    assertThat(written).containsExactlyElementsOf(items(8));
  }
}
