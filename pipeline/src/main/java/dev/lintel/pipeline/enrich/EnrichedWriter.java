package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.AvroRecords;
import dev.lintel.convert.AvroTypes.Timestamps;
import dev.lintel.pipeline.files.RowWriter;
import dev.lintel.pipeline.formats.RowWriters;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Writes records with what has been added to one file. Not thread-safe. */
interface EnrichedWriter extends Closeable {

  /** Writes a Struct that has been through all lookups. */
  void write(Struct element) throws IOException;

  /** Ends the file and closes the stream that it was written to. */
  @Override
  void close() throws IOException;

  static EnrichedWriter open(EnrichPlan plan, OutputStream out) throws IOException {
    return switch (plan.kept()) {
      case FIELDS -> ofFields(plan, out);
      case TEXT -> new JsonTextWriter(plan, out);
      case RECORD -> AvroRecordsWriter.open(plan, out);
    };
  }

  private static EnrichedWriter ofFields(EnrichPlan plan, OutputStream out) throws IOException {
    int first = plan.firstKept();
    ImmutableList<Type.StructField> columns =
        ImmutableList.<Type.StructField>builder()
            .addAll(plan.keptColumns())
            .addAll(plan.addedColumns())
            .build();
    RowWriter rows =
        RowWriters.open(
            plan.format(),
            columns,
            AvroRecords.schema("enriched", columns, Timestamps.STRING),
            out);
    return new EnrichedWriter() {
      @Override
      public void write(Struct element) throws IOException {
        Struct.Builder row = Struct.newBuilder();
        for (int i = 0; i < columns.size(); i++) {
          row.set(columns.get(i).getName()).to(element.getValue(first + i));
        }
        rows.write(row.build());
      }

      @Override
      public void close() throws IOException {
        rows.close();
      }
    };
  }
}
