package dev.lintel.pipeline.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.spanner.Value;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class ValueHashTest {
  private static final OptionalLong ANY = OptionalLong.empty();

  private final ValueHash hash = new ValueHash("0123456789abcdef");

  @Test
  void theHashIsAnHmacOfTheValueWithTheSaltAsItsKey() {
    // As printed by: printf ada@example.com | openssl dgst -sha256 -hmac 0123456789abcdef
    assertThat(hash.of(Value.string("ada@example.com"), ANY))
        .isEqualTo(Value.string("512383176ce1b4c279ee430548cf07ec"));
  }

  @Test
  void theSameValueAndSaltGiveTheSameHashAndAnotherSaltGivesAnother() {
    ValueHash elsewhere = SerializableUtils.clone(hash);
    for (Value value :
        new Value[] {
          Value.string("x"),
          Value.string(""),
          Value.int64(-1),
          Value.bytes(ByteArray.copyFrom("x")),
          Value.uuid(new UUID(1, 2))
        }) {
      Value hashed = hash.of(value, ANY);
      assertThat(hashed.getType()).isEqualTo(value.getType());
      assertThat(hashed).isNotEqualTo(value).isEqualTo(elsewhere.of(value, ANY));
      assertThat(new ValueHash("another salt 012").of(value, ANY)).isNotEqualTo(hashed);
    }
  }

  @Test
  void nullStaysNull() {
    assertThat(hash.of(Value.string(null), ANY)).isEqualTo(Value.string(null));
    assertThat(hash.of(Value.int64((Long) null), ANY)).isEqualTo(Value.int64((Long) null));
  }

  @Test
  void textAndBytesAreCutToTheColumn() {
    assertThat(hash.of(Value.string("x"), OptionalLong.of(20)).getString()).hasSize(20);
    assertThat(hash.of(Value.string("x"), OptionalLong.of(200)).getString()).hasSize(32);
    assertThat(
            hash.of(Value.bytes(ByteArray.copyFrom("x")), OptionalLong.of(16)).getBytes().length())
        .isEqualTo(16);
  }

  @Test
  void numbersAreFromZeroUpAndUuidsOfVersionEight() {
    Set<Long> seen = new HashSet<>();
    for (long i = 0; i < 10_000; i++) {
      long number = hash.of(Value.int64(i), ANY).getInt64();
      assertThat(number).isNotNegative();
      seen.add(number);
    }
    assertThat(seen).hasSize(10_000);
    assertThat(hash.of(Value.uuid(new UUID(1, 2)), ANY).getUuid().version()).isEqualTo(8);
  }
}
