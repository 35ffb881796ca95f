package dev.lintel.coders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class SerializedValueTest {

  private static final AtomicInteger READS = new AtomicInteger();

  private static final class CountsReads implements Serializable {
    private void readObject(ObjectInputStream in) throws Exception {
      in.defaultReadObject();
      READS.incrementAndGet();
    }
  }

  @Test
  void theValueArrivesEqual() {
    var value = ImmutableList.of("Airports", "Routes");
    assertThat(SerializedValue.of(value).get()).isSameAs(value);
    assertThat(SerializableUtils.clone(SerializedValue.of(value)).get()).isEqualTo(value);
  }

  @Test
  void itIsDeserializedOnce_whenItIsFirstAskedFor() {
    READS.set(0);
    SerializedValue<CountsReads> travelled =
        SerializableUtils.clone(SerializableUtils.clone(SerializedValue.of(new CountsReads())));
    assertThat(READS).hasValue(0);

    assertThat(travelled.get()).isSameAs(travelled.get());
    assertThat(READS).hasValue(1);
  }

  @Test
  void aValueThatCannotBeSerializedIsRefusedAtOnce() {
    Serializable holdsAThread = (Runnable & Serializable) new Thread()::start;
    assertThatThrownBy(() -> SerializedValue.of(holdsAThread))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
