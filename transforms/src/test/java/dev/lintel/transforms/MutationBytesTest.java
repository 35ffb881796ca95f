package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import dev.lintel.coders.MutationCoder;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutationBytesTest {

  static Stream<KeySet> deletes() {
    String text = "x".repeat(8_000);
    Key content = Key.of(7, ByteArray.copyFrom(new byte[8_000]));
    return Stream.of(
        KeySet.all(),
        KeySet.singleKey(Key.of(7)),
        KeySet.singleKey(Key.of((Object) null)),
        KeySet.singleKey(Key.of(text)),
        KeySet.singleKey(Key.of("\u20ac".repeat(8_000), text)),
        KeySet.newBuilder().addKey(content).addKey(Key.of(8, text)).build(),
        KeySet.range(KeyRange.closedClosed(Key.of(text), Key.of(text + "y"))));
  }

  @ParameterizedTest
  @MethodSource("deletes")
  void aDeleteTakesAsManyBytesAsItsKeys(KeySet keys) throws Exception {
    Mutation delete = Mutation.delete("T", keys);
    int encoded = CoderUtils.encodeToByteArray(MutationCoder.of(), delete).length;

    assertThat(MutationBytes.estimate(delete)).isBetween((long) encoded, 200L + 3L * encoded);
  }
}
