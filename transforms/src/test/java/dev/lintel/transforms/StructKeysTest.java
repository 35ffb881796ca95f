package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import java.util.List;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class StructKeysTest {
  private static final Struct ROW =
      Struct.newBuilder()
          .set("Id")
          .to(7)
          .set("Name")
          .to("x")
          .set("Id")
          .to(8)
          .set("None")
          .to(Value.string(null))
          .set("Tags")
          .to(Value.stringArray(List.of()))
          .build();

  @Test
  void aKeyHasTheColumnsInTheGivenOrder() {
    assertThat(StructKeys.ofPositions(List.of(2, 1)).apply(ROW)).containsExactly(Key.of(8, "x"));
    assertThat(StructKeys.ofColumns("Name").apply(ROW)).containsExactly(Key.of("x"));
  }

  @Test
  void aRowWithANullHasNoKey() {
    assertThat(StructKeys.ofColumns("Name", "None").apply(ROW)).isEmpty();
  }

  @Test
  void missingColumnsAndTypesThatKeysCannotHaveAreRejected() {
    assertThatThrownBy(() -> StructKeys.ofColumns("Nothing").apply(ROW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Nothing");
    assertThatThrownBy(() -> StructKeys.ofColumns("Tags").apply(ROW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ARRAY<STRING>");
    assertThatThrownBy(StructKeys::ofColumns).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysCanBeSerialized() {
    assertThat(SerializableUtils.clone(StructKeys.ofColumns("Name")).apply(ROW))
        .containsExactly(Key.of("x"));
  }
}
