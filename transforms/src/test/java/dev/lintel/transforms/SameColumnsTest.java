package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameColumnsTest {
  private static final List<Type.StructField> COLUMNS =
      List.of(Type.StructField.of("A", Type.int64()), Type.StructField.of("B", Type.string()));

  private final SameColumns<String> names = new SameColumns<>(COLUMNS, row -> row.getString("B"));

  @Test
  void rowsWithTheExpectedColumnsAreConverted() {
    for (String b : List.of("x", "y")) {
      assertThat(names.apply(Struct.newBuilder().set("A").to(1).set("B").to(b).build()))
          .isEqualTo(b);
    }
  }

  @Test
  void aRowWithOtherColumnsIsRejected() {
    Struct changed = Struct.newBuilder().set("A").to(1).set("C").to("x").build();
    assertThatThrownBy(() -> names.apply(changed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("were")
        .hasMessageEndingWith("when the pipeline was built; build it again");
  }
}
