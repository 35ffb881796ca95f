package dev.lintel.coders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.Coder.NonDeterministicException;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StructCoderTest {
  private final StructCoder coder = StructCoder.of();

  static Stream<Value> values() {
    return SampleValues.typed().filter(value -> !value.isCommitTimestamp());
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyValueComesBackEqual(Value value) throws Exception {
    Struct struct = Struct.newBuilder().set("c").to(value).build();

    CoderProperties.structuralValueDecodeEncodeEqual(coder, struct);
    Struct decoded = CoderUtils.clone(coder, struct);
    assertThat(decoded.getType()).isEqualTo(struct.getType());
    assertThat(decoded.getValue(0)).isEqualTo(value);
    // The client's equals throws for BYTES that are not base64.
    if (!value.equals(Value.bytesFromBase64("not base64"))) {
      assertThat(decoded).isEqualTo(struct).hasSameHashCodeAs(struct);
    }
  }

  @Test
  void aPlaceholderComesBackAlthoughTheClientCannotCompareIt() throws Exception {
    Struct struct = Struct.newBuilder().set("c").to(Value.COMMIT_TIMESTAMP).build();

    CoderProperties.structuralValueDecodeEncodeEqual(coder, struct);
    assertThat(CoderUtils.clone(coder, struct).getValue("c").isCommitTimestamp()).isTrue();
  }

  @Test
  void unnamedAndRepeatedFieldsComeBack() throws Exception {
    Struct struct =
        Struct.newBuilder()
            .add(Value.int64(1))
            .add(Value.string(null))
            .set("a")
            .to(2)
            .set("a")
            .to("b")
            .build();

    CoderProperties.coderDecodeEncodeEqual(coder, struct);
    assertThat(CoderUtils.clone(coder, struct).getType()).isEqualTo(struct.getType());
  }

  @Test
  void aStructWithoutFieldsComesBack() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(coder, Struct.newBuilder().build());
  }

  @Test
  void moreFieldsThanBitsInAByteComeBack() throws Exception {
    for (int fields : List.of(7, 8, 9, 16, 17)) {
      Struct.Builder struct = Struct.newBuilder();
      for (int i = 0; i < fields; i++) {
        struct.set("c" + i).to(i % 3 == 0 ? null : (Long) (long) i);
      }
      CoderProperties.coderDecodeEncodeEqual(coder, struct.build());
    }
  }

  @Test
  void theEverydayRowTakesAtMost100Bytes() throws Exception {
    Struct struct = SampleMutations.everydayStruct();

    assertThat(CoderUtils.encodeToByteArray(coder, struct)).hasSizeLessThanOrEqualTo(100);
    assertThat(CoderUtils.encodeToByteArray(SerializableCoder.of(Struct.class), struct))
        .hasSizeGreaterThan(1_000);
  }

  @Test
  void isNotDeterministic() {
    assertThat(coder.consistentWithEquals()).isFalse();
    assertThatThrownBy(coder::verifyDeterministic)
        .isInstanceOf(NonDeterministicException.class)
        .hasMessageContaining("group by Key");
  }

  @Test
  void isASerializableSingleton() {
    CoderProperties.coderSerializable(coder);
    assertThat(StructCoder.of()).isSameAs(coder);
  }

  @Test
  void givenNull_saysSo() {
    assertThatThrownBy(() -> CoderUtils.encodeToByteArray(coder, null))
        .isInstanceOf(CoderException.class)
        .hasMessage("cannot encode a null Struct");
  }
}
