package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.convert.TextFormat;
import dev.lintel.fuzz.FuzzedParser;
import dev.lintel.fuzz.ParserFuzzing;
import java.util.List;
import java.util.stream.Stream;

/** Texts of {@code --columns}. */
class ColumnsSpecFuzzIT extends ParserFuzzing {
  @Override
  protected Stream<FuzzedParser> parsers() {
    return Stream.of(
        FuzzedParser.ofText(
            "columns",
            List.of(
                "id,name=full name,-extra,source='nightly'",
                "A=\"x, \"\"y\"\"=z\",-\"-a\",\"b \",c=,d=''''"),
            List.of(",", "=", "'", "\"", "-", " ", "''", "\"\"", "a"),
            10_000,
            ColumnsSpecFuzzIT::read));
  }

  private static void read(String text) {
    ColumnsSpec spec = ColumnsSpec.parse(text);
    assertThat(ColumnsSpec.parse(spec.toString())).isEqualTo(spec);
    spec.mapping(List.of(), TextFormat.defaults());
  }
}
