package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import dev.lintel.convert.RandomValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Rows of any types, written in any format, are read as the same rows. */
class RowRoundTripTest {
  private static final List<String> NAMES =
      List.of("id", "Mixed Case", "Mixed-Case", "mixed_case", "1st", "é", " \"q\", ", "\\N", "x.y");

  @Property(tries = 400)
  void rowsAreReadAsTheyWereWritten(
      @ForAll("formats") RecordFormat format, @ForAll("tables") List<Struct> rows)
      throws IOException {
    Path file = Files.createTempFile("rows", "." + Formats.of(format).extension());
    try {
      assertThat(RowFiles.writeAndRead(format, rows, file))
          .containsExactlyElementsOf(rows.stream().map(RowFiles::values).toList());
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<RecordFormat> formats() {
    return Arbitraries.of(RecordFormat.class);
  }

  @Provide
  Arbitrary<List<Struct>> tables() {
    return RandomValues.types()
        .list()
        .ofMinSize(1)
        .ofMaxSize(NAMES.size())
        .flatMap(types -> rows(types).list().ofMinSize(1).ofMaxSize(8));
  }

  private static Arbitrary<Struct> rows(List<Type> types) {
    return Combinators.combine(types.stream().map(RandomValues::of).toList())
        .as(
            values -> {
              Struct.Builder row = Struct.newBuilder();
              for (int i = 0; i < values.size(); i++) {
                row.set(NAMES.get(i)).to(values.get(i));
              }
              return row.build();
            });
  }
}
