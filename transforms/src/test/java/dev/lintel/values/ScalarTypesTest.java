package dev.lintel.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalarTypesTest {
  @Test
  void objectsOfAnotherClassAreRefused() {
    assertThatThrownBy(() -> ScalarTypes.INT64.value(Type.int64(), "1"))
        .isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> ScalarTypes.STRING.array(Type.string(), Arrays.asList("a", null, 1L)))
        .isInstanceOf(ClassCastException.class)
        .hasMessage("Not a String: java.lang.Long");
  }

  @Test
  void arraysAreNotScalars() {
    assertThat(ScalarTypes.find(Code.ARRAY)).isEmpty();
    assertThatThrownBy(() -> ScalarTypes.of(Type.array(Type.int64())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There are no scalar values of the type ARRAY<INT64>");
  }

  @Test
  void nullBuildsTheNullValueOfTheType() {
    for (ScalarType<?> scalar : List.of(ScalarTypes.BOOL, ScalarTypes.NUMERIC, ScalarTypes.UUID)) {
      Type type = scalar.type().orElseThrow();
      assertThat(scalar.value(type, null).isNull()).isTrue();
      assertThat(scalar.array(type, null).isNull()).isTrue();
      assertThat(scalar.array(type, null).getType()).isEqualTo(Type.array(type));
    }
  }
}
