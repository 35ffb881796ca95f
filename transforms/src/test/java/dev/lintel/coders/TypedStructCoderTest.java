package dev.lintel.coders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.Coder.NonDeterministicException;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TypedStructCoderTest {
  private static final Struct ROW =
      Struct.newBuilder().set("a").to(1).set("a").to("x").set("b").to((Boolean) null).build();

  static Stream<Value> values() {
    return SampleValues.typed().filter(value -> !value.isCommitTimestamp());
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyValueComesBackEqual(Value value) throws Exception {
    Struct struct = Struct.newBuilder().set("c").to(value).add(value).build();
    TypedStructCoder coder = TypedStructCoder.of(struct.getType());

    CoderProperties.structuralValueDecodeEncodeEqual(coder, struct);
    Struct decoded = CoderUtils.clone(coder, struct);
    assertThat(decoded.getType()).isEqualTo(struct.getType());
    assertThat(decoded.getValue(0)).isEqualTo(value);
  }

  @Test
  void theTypeIsNotWritten() throws Exception {
    int typed = CoderUtils.encodeToByteArray(TypedStructCoder.of(ROW.getType()), ROW).length;
    assertThat(typed).isLessThan(CoderUtils.encodeToByteArray(StructCoder.of(), ROW).length / 2);
  }

  @Test
  void aStructOfAnotherTypeIsRefused() {
    Struct other = Struct.newBuilder().set("a").to(1).build();
    assertThatThrownBy(
            () -> CoderUtils.encodeToByteArray(TypedStructCoder.of(ROW.getType()), other))
        .isInstanceOf(CoderException.class)
        .hasMessageContaining("as STRUCT<");
    assertThatThrownBy(() -> TypedStructCoder.of(Type.int64()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void codersOfOneTypeAreEqual() {
    TypedStructCoder coder = TypedStructCoder.of(ROW.getType());
    assertThat(SerializableUtils.clone(coder))
        .isEqualTo(coder)
        .hasSameHashCodeAs(coder)
        .isNotEqualTo(TypedStructCoder.of(Type.struct()));
    assertThatThrownBy(coder::verifyDeterministic).isInstanceOf(NonDeterministicException.class);
  }
}
