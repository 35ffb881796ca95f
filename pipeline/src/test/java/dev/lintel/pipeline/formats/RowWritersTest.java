package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Type;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.files.RowFiles;
import dev.lintel.pipeline.files.RowWriter;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowWritersTest {
  private static final List<Type.StructField> COLUMNS =
      List.of(
          Type.StructField.of("Id", Type.int64()),
          Type.StructField.of("L", Type.array(Type.pgNumeric())));

  @ParameterizedTest
  @EnumSource(
      value = RecordFormat.class,
      names = {"CSV", "JSONL", "AVRO", "PARQUET"})
  void fileWithoutRowsIsReadAsOne(RecordFormat format, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("t." + format.extension());
    var closed = new AtomicBoolean();
    OutputStream out =
        new FilterOutputStream(Files.newOutputStream(file)) {
          @Override
          public void close() throws IOException {
            closed.set(true);
            super.close();
          }
        };
    RowWriter writer = RowWriters.open(format, COLUMNS, RowFiles.avroSchema(COLUMNS), out);
    assertThat(writer.getRows()).isZero();
    writer.close();
    assertThat(closed).isTrue();
    assertThat(RowFiles.read(format, COLUMNS, file)).isEmpty();
  }

  @Test
  void rowsAreNotWrittenAsRejectedRecords() {
    assertThatThrownBy(
            () ->
                RowWriters.open(
                    RecordFormat.REJECTED,
                    COLUMNS,
                    RowFiles.avroSchema(COLUMNS),
                    new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No rows are written as REJECTED");
  }
}
