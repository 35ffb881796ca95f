package dev.lintel.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.cloud.spanner.Type.Code;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.CoderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each part of the library does with each type that the client has. */
class EveryTypeTest {
  /**
   * Each cell is one of:
   *
   * <ul>
   *   <li>carried: a value, and an array of it and null, arrive as they were
   *   <li>refused: an exception names the type
   *   <li>placed: the value has a place in the order of keys, but not by its type, because no key
   *       has the type
   * </ul>
   */
  private static final String EXPECTED =
      """
                    MUTATION STRUCT  TO_JSON FROM_JSON TO_TEXT FROM_TEXT TO_AVRO FROM_AVRO TO_ROW  KEY     SORT_KEY
      BOOL          carried  carried carried carried   carried carried   carried carried   carried carried carried
      INT64         carried  carried carried carried   carried carried   carried carried   carried carried carried
      ENUM          carried  carried carried carried   carried carried   carried carried   carried carried carried
      FLOAT32       carried  carried carried carried   carried carried   carried carried   carried carried carried
      FLOAT64       carried  carried carried carried   carried carried   carried carried   carried carried carried
      NUMERIC       carried  carried carried carried   carried carried   carried carried   carried carried carried
      STRING        carried  carried carried carried   carried carried   carried carried   carried carried carried
      BYTES         carried  carried carried carried   carried carried   carried carried   carried carried carried
      TIMESTAMP     carried  carried carried carried   carried carried   carried carried   carried carried carried
      DATE          carried  carried carried carried   carried carried   carried carried   carried carried carried
      UUID          carried  carried carried carried   carried carried   carried carried   carried carried carried
      PG_NUMERIC    carried  carried carried carried   carried carried   carried carried   carried carried placed
      PROTO         carried  carried carried carried   carried carried   carried carried   carried refused carried
      JSON          carried  carried carried carried   carried carried   carried carried   carried refused placed
      PG_JSONB      carried  carried carried carried   carried carried   carried carried   carried refused placed
      ARRAY         carried  carried carried carried   carried carried   carried carried   carried refused placed
      PG_OID        carried  carried carried refused   carried refused   carried refused   carried refused carried
      INTERVAL      carried  carried carried refused   carried refused   carried refused   carried refused placed
      STRUCT        carried  carried carried refused   refused refused   refused refused   carried refused placed
      UNRECOGNIZED  refused  refused refused refused   refused refused   refused refused   refused refused placed
      """;

  private static final Map<Code, Map<TypePlace, String>> CELLS = cells();

  @Test
  void everyCodeOfTheClientHasARow() {
    for (Code code : Code.values()) {
      assertThat(CELLS.keySet())
          .as(
              "The client has a type code %s that this test does not know. Add its getters and"
                  + " builders to values.ScalarTypes and a value to TypeSample, then decide for"
                  + " each of these places whether it carries the type, and add a row here:\n%s",
              code,
              Arrays.stream(TypePlace.values())
                  .map(place -> place + " - " + place.where())
                  .collect(Collectors.joining("\n")))
          .contains(code);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isCarriedOrRefusedByName(Code code, TypePlace place, String expected, TypeSample sample) {
    Throwable thrown = catchThrowable(() -> place.carry(sample));
    String where = place.where() + ", with " + sample.type();
    switch (expected) {
      case "carried" -> assertThat(thrown).as(where).isNull();
      case "refused" ->
          assertThat(thrown)
              .as(where)
              .isInstanceOfAny(IllegalArgumentException.class, CoderException.class)
              .hasMessageContaining(code.name());
      // Not an exception, but an assertion on the order that does not hold.
      case "placed" -> assertThat(thrown).as(where).isInstanceOf(AssertionError.class);
      default -> throw new AssertionError("Not a cell of the table: " + expected);
    }
  }

  static Stream<Arguments> samples() throws ReflectiveOperationException {
    Stream.Builder<Arguments> samples = Stream.builder();
    for (Map.Entry<Code, Map<TypePlace, String>> row : CELLS.entrySet()) {
      TypeSample sample = TypeSample.of(row.getKey());
      row.getValue()
          .forEach(
              (place, expected) -> {
                samples.add(Arguments.of(row.getKey(), place, expected, sample));
                if (place.takesArrays()) {
                  sample
                      .array()
                      .ifPresent(
                          array -> samples.add(Arguments.of(row.getKey(), place, expected, array)));
                }
              });
    }
    return samples.build();
  }

  private static Map<Code, Map<TypePlace, String>> cells() {
    List<List<String>> lines =
        EXPECTED.lines().map(line -> List.of(line.strip().split(" +"))).toList();
    List<TypePlace> places = lines.get(0).stream().map(TypePlace::valueOf).toList();
    assertThat(places).as("a column for each place").containsExactly(TypePlace.values());
    Map<Code, Map<TypePlace, String>> cells = new EnumMap<>(Code.class);
    for (List<String> line : lines.subList(1, lines.size())) {
      Map<TypePlace, String> row = new EnumMap<>(TypePlace.class);
      for (int i = 0; i < places.size(); i++) {
        row.put(places.get(i), line.get(i + 1));
      }
      cells.put(Code.valueOf(line.get(0)), row);
    }
    return cells;
  }
}
