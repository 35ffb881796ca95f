package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferBudgetTest {
  private final BufferBudget budget = new BufferBudget(1_000);

  private static void fill(BufferBudget.Share share) {
    while (!share.isFull()) {
      share.add(1);
    }
  }

  @Test
  void oneBufferGetsHalfOfTheBudget() {
    BufferBudget.Share share = budget.share();
    fill(share);
    assertThat(share.bytes()).isEqualTo(500);
  }

  @Test
  void manyBuffersGetTheSameAndStayWithinTheBudget() {
    List<BufferBudget.Share> shares = new ArrayList<>();
    for (int i = 0; i < 99; i++) {
      shares.add(budget.share());
    }
    // By turns, as threads do.
    boolean grown = true;
    while (grown) {
      grown = false;
      for (BufferBudget.Share share : shares) {
        if (!share.isFull()) {
          share.add(1);
          grown = true;
        }
      }
    }
    assertThat(shares).allSatisfy(share -> assertThat(share.bytes()).isBetween(9L, 11L));
    assertThat(budget.used()).isLessThanOrEqualTo(1_000);
  }

  @Test
  void whatABufferReturnsIsFreeForOthers() {
    BufferBudget.Share first = budget.share();
    fill(first);
    BufferBudget.Share second = budget.share();
    fill(second);
    assertThat(second.bytes()).isEqualTo(250);
    first.clear();
    fill(second);
    assertThat(second.bytes()).isEqualTo(500);
    assertThat(budget.used()).isEqualTo(500);
  }

  @Test
  void anEntryThatIsLargerThanTheBudgetFillsItsBuffer() {
    BufferBudget.Share share = budget.share();
    share.add(5_000);
    assertThat(share.isFull()).isTrue();
  }

  @Test
  void nextToNothingFillsNoBufferHoweverMuchOthersHold() {
    BufferBudget.Share other = budget.share();
    other.add(5_000);
    BufferBudget.Share share = budget.share();
    assertThat(share.isFull()).isFalse();
    fill(share);
    assertThat(share.bytes()).isEqualTo(7);
  }

  @Test
  void nextToNothingIs64KibibytesOfALargeBudget() {
    var large = new BufferBudget(1L << 30);
    large.share().add(2L << 30);
    BufferBudget.Share share = large.share();
    share.add((64 << 10) - 1);
    assertThat(share.isFull()).isFalse();
    share.add(1);
    assertThat(share.isFull()).isTrue();
  }
}
