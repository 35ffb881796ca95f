package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.schema.KeyOrder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyRangesTest {

  private static byte[] place(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  @Property
  void rangesHaveTheOrderOfThePlaces(
      @ForAll @Size(max = 200) List<byte[]> sample, @ForAll @Size(max = 50) List<byte[]> places) {
    KeyRanges ranges = KeyRanges.of(sample);
    List<Integer> found = places.stream().sorted(KeyOrder::compare).map(ranges::find).toList();
    assertThat(found).isSorted();
    assertThat(found).allSatisfy(range -> assertThat(range).isBetween(0, ranges.count() - 1));
  }

  @Test
  void rangesHaveAboutTheSameNumberOfSamples() {
    List<byte[]> sample =
        IntStream.range(0, 80).map(i -> (i * 37) % 80).mapToObj(KeyRangesTest::place).toList();
    KeyRanges ranges = KeyRanges.of(sample);
    assertThat(ranges.count()).isEqualTo(10);
    assertThat(IntStream.range(0, 80).map(i -> ranges.find(place(i))).toArray())
        .isEqualTo(IntStream.range(0, 80).map(i -> i / 8).toArray());
  }

  @Test
  void oneKeyHasOneRangeHoweverOftenItIsSampled() {
    List<byte[]> sample = IntStream.range(0, 100).mapToObj(i -> place(7)).toList();
    KeyRanges ranges = KeyRanges.of(sample);
    assertThat(ranges.count()).isEqualTo(2);
    assertThat(ranges.find(place(6))).isZero();
    assertThat(ranges.find(place(7))).isEqualTo(1);
  }

  @Test
  void withoutASampleThereIsOneRange() {
    assertThat(KeyRanges.of(List.of()).count()).isEqualTo(1);
    assertThat(KeyRanges.of(List.of()).find(place(1))).isZero();
  }
}
