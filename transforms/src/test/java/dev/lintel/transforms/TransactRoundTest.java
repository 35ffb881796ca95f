package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Key;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class TransactRoundTest {
  private int arrivals;

  /** An element that reads rows; small letters are its own, large ones are shared. */
  private PendingElement<String> element(String rows) {
    ImmutableMap.Builder<RowId, Key> keys = ImmutableMap.builder();
    ImmutableSet.Builder<RowId> own = ImmutableSet.builder();
    rows.chars()
        .distinct()
        .forEach(
            row -> {
              String name = Character.toString(row);
              var id = new RowId(0, ByteString.copyFromUtf8(name));
              keys.put(id, Key.of(name));
              if (Character.isLowerCase(row)) {
                own.add(id);
              }
            });
    return new PendingElement<>(
        rows,
        new PendingElement.Place(Instant.EPOCH, GlobalWindow.INSTANCE, PaneInfo.NO_FIRING),
        arrivals,
        "id" + arrivals++,
        keys.buildOrThrow(),
        own.build());
  }

  private List<PendingElement<String>> elements(String... rows) {
    return List.of(rows).stream().map(this::element).toList();
  }

  private static List<String> names(List<PendingElement<String>> elements) {
    return elements.stream().map(PendingElement::element).toList();
  }

  private static List<List<String>> batches(TransactRound<String> round) {
    return round.batches().stream().map(TransactRoundTest::names).toList();
  }

  @Test
  void elementsThatShareNoRowFillBatches() {
    TransactRound<String> round = TransactRound.of(elements("a", "b", "c", "d", "e"), 2, 100);
    assertThat(batches(round)).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    assertThat(round.waiting()).isEmpty();
  }

  @Test
  void elementsThatShareARowAreInOneBatch_andWaitIfItIsFull() {
    TransactRound<String> round = TransactRound.of(elements("a", "b", "c", "a", "ax", "x"), 2, 100);
    assertThat(batches(round)).containsExactly(List.of("a", "b"), List.of("c"));
    assertThat(names(round.waiting()))
        .as("also one that shares a row with one that waits")
        .containsExactly("a", "ax", "x");
  }

  @Test
  void anElementThatSharesRowsWithTwoBatchesWaits() {
    TransactRound<String> round = TransactRound.of(elements("a", "b", "c", "bc", "a"), 2, 100);
    assertThat(batches(round)).containsExactly(List.of("a", "b"), List.of("c"));
    assertThat(names(round.waiting())).containsExactly("bc", "a");
  }

  @Test
  void rowsAreLimited_butOneElementMayHaveMore() {
    TransactRound<String> round = TransactRound.of(elements("abcd", "e", "fg", "h"), 100, 3);
    assertThat(batches(round)).containsExactly(List.of("abcd"), List.of("e", "fg"), List.of("h"));
    assertThat(round.waiting()).isEmpty();
  }

  @Test
  void aSharedRowIsInAnyNumberOfBatches_butCounts() {
    TransactRound<String> round =
        TransactRound.of(elements("aE", "bE", "cE", "aE", "dE", "E"), 2, 100);
    assertThat(batches(round))
        .containsExactly(List.of("aE", "bE"), List.of("cE", "dE"), List.of("E"));
    assertThat(names(round.waiting())).containsExactly("aE");

    round = TransactRound.of(elements("aE", "bE"), 100, 3);
    assertThat(batches(round)).containsExactly(List.of("aE"), List.of("bE"));
  }

  @Test
  void inEachRoundNoRowIsInTwoBatches_andTheOrderOfEachRowIsKept() {
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      List<PendingElement<String>> all =
          IntStream.range(0, random.nextInt(40))
              .mapToObj(
                  n ->
                      element(
                          random
                              .ints(random.nextInt(4), 'a', 'a' + 1 + random.nextInt(25))
                              .collect(
                                  StringBuilder::new,
                                  StringBuilder::appendCodePoint,
                                  StringBuilder::append)
                              .toString()))
              .toList();
      TransactRound<String> round = TransactRound.of(all, 1 + random.nextInt(5), 6);

      List<PendingElement<String>> decided = new ArrayList<>();
      Set<RowId> owned = new HashSet<>();
      for (List<PendingElement<String>> batch : round.batches()) {
        Set<RowId> rows = new HashSet<>();
        batch.forEach(element -> rows.addAll(element.rows().keySet()));
        assertThat(Collections.disjoint(owned, rows)).as("no row is in two batches").isTrue();
        owned.addAll(rows);
        assertThat(batch).isSortedAccordingTo((a, b) -> a.arrival() - b.arrival());
        decided.addAll(batch);
      }
      assertThat(decided).hasSize(all.size() - round.waiting().size());
      for (PendingElement<String> late : decided) {
        for (PendingElement<String> waits : round.waiting()) {
          if (waits.arrival() < late.arrival()) {
            assertThat(Collections.disjoint(late.rows().keySet(), waits.rows().keySet()))
                .as("%s does not overtake %s", late.element(), waits.element())
                .isTrue();
          }
        }
      }
      assertThat(decided.isEmpty()).isEqualTo(all.isEmpty());
    }
  }
}
