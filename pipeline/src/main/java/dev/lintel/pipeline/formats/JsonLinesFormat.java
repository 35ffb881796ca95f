package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.JsonRowConverter;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.InParallel;
import dev.lintel.pipeline.files.JsonLinesReader;
import dev.lintel.pipeline.files.JsonLinesWriter;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.RowWriter;
import dev.lintel.pipeline.records.InputShape;
import dev.lintel.pipeline.records.JsonSample;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;

/** Text in UTF-8 of JSON objects, from column to value; one on each line when it is written. */
record JsonLinesFormat() implements Format {

  @Override
  public RecordFormat recordFormat() {
    return RecordFormat.JSONL;
  }

  @Override
  public String label() {
    return "JSON Lines";
  }

  @Override
  public String description() {
    return "JSON objects: one a line, on several lines each, or in one array";
  }

  @Override
  public String writtenForm() {
    return "one JSON object a line";
  }

  @Override
  public ImmutableList<String> extensions() {
    return ImmutableList.of("jsonl", "ndjson", "json");
  }

  @Override
  public JsonLinesFile open(DataFile file, TextSettings settings) {
    return TextRecords.readBeginning(
        new JsonLinesFile(JsonLinesReader.open(file), settings.values(), settings.mapping()));
  }

  @Override
  public Optional<FileShape<?>> shapeOf(InputFileSet input, Problems problems) {
    var sample = new JsonSample();
    // At least one record of each file, which shows that the file can be read.
    int share = Math.max(1, JsonSample.SIZE / input.files().size());
    InParallel.map(input.files(), file -> sample(file, share)).forEach(sample::addAll);
    for (String field : sample.nested(input.declared().keySet())) {
      problems.add(
          "--spec: \"fields\": %s is within another field; only fields of the records themselves have"
                  .formatted(field)
              + " types");
    }
    return Optional.of(
        new JsonLinesShape(sample.fields(input.declared(), input.settings().values())));
  }

  private static JsonSample sample(DataFile file, int records) {
    var sample = new JsonSample();
    try (JsonLinesReader reader = JsonLinesReader.open(file)) {
      for (int i = 0; i < records && reader.hasNext(); i++) {
        if (reader.next() instanceof FileRecord.Row<JsonNode> row) {
          sample.add(row.row());
        }
      }
      return sample;
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  @Override
  public FileDescription describe(DataFile file, TextSettings settings, int sample) {
    var fields = new FieldSamples<JsonNode>(() -> FittingTypes.ofJson(settings.values()));
    try (JsonLinesReader reader = JsonLinesReader.open(file)) {
      for (int i = 0; i < sample && reader.hasNext(); i++) {
        if (reader.next() instanceof FileRecord.Row<JsonNode> row) {
          for (var field : row.row().properties()) {
            fields.addField(field.getKey());
            if (!field.getValue().isNull()) {
              String kind = field.getValue().getNodeType().name().toLowerCase(Locale.ROOT);
              fields.add(field.getKey(), kind, field.getValue());
            }
          }
        }
      }
    } catch (IOException e) {
      throw file.unreadable(e);
    }
    return FileDescription.of(FileDescription.compressionOf(file), fields.describe());
  }

  @Override
  public RowWriter openRows(List<Type.StructField> columns, Schema schema, OutputStream out) {
    return JsonLinesWriter.open(columns, out);
  }

  /** The text of a record can be written again, with more fields at its end. */
  @Override
  public RecordForm formOf(InputShape input) {
    return input instanceof JsonLinesShape ? new JsonTextForm() : Format.super.formOf(input);
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public Function<RawText, Mutation> textConverter(
      Table table, Mutation.Op operation, TextSettings settings) {
    return TextRecords.converter(
        source -> JsonLinesReader.of("", source),
        JsonRowConverter.of(table, operation, settings.values(), settings.mapping()));
  }
}
