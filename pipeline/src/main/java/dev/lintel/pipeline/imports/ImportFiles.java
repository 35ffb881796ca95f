package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Mutation;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.formats.RecordFile;
import dev.lintel.pipeline.formats.RecordFiles;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.RejectedRecord;
import dev.lintel.pipeline.formats.RejectedRecordConverter;
import dev.lintel.pipeline.formats.RejectedRecordReader;
import dev.lintel.pipeline.load.RowGuard;
import dev.lintel.schema.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.beam.sdk.values.KV;

/**
 * The files of an import, each given by the number of its {@link TableLoad} and its name. Their
 * records become rows.
 *
 * @param filter the tables of which records are read
 */
record ImportFiles(ImportPlan plan, RecordFilter filter)
    implements RecordFiles<KV<Integer, String>, Mutation> {

  /** The table of a line that should name its table and cannot be read. */
  private static final String UNKNOWN_TABLE = "(unknown)";

  @Override
  public String nameOf(KV<Integer, String> file) {
    return file.getValue();
  }

  @Override
  public RecordFile<?, Mutation> open(KV<Integer, String> file) {
    TableLoad load = load(file);
    DataFile data = DataFile.named(file.getValue()).limited(plan.unpackLimit());
    return load.formatOrNull() == null
        ? rejected(data)
        : RecordFile.ofRows(
            load.formatOrNull().open(data, plan.settings(load, data)),
            plan.table(load),
            plan.operation(),
            plan.guard(plan.table(load))::checked);
  }

  private RecordFile<RejectedRecord, Mutation> rejected(DataFile file) {
    var converter =
        RejectedRecordConverter.of(plan.schema().getTables(), plan.operation(), plan.settings());
    Map<String, RowGuard> guards = new HashMap<>();
    return RecordFile.of(
        RejectedRecordReader.open(file),
        new RecordFile.Conversion<>(
            this::tableOf,
            UNKNOWN_TABLE,
            row -> guarded(converter.convert(row.row()), guards),
            (FileRecord.Row<RejectedRecord> row) -> row.row().content(),
            malformed -> new RejectedRecord.Text(malformed, RecordFormat.JSONL, List.of())));
  }

  private Mutation guarded(Mutation row, Map<String, RowGuard> guards) {
    return guards
        .computeIfAbsent(
            row.getTable(), name -> plan.guard(plan.schema().findTable(name).orElseThrow()))
        .checked(row);
  }

  /** As the database spells it, so that a table is counted and rejected under one name. */
  private String tableOf(RejectedRecord rejected) {
    return plan.schema().findTable(rejected.table()).map(Table::getName).orElse(rejected.table());
  }

  @Override
  public boolean takes(String table) {
    return filter.takes(table);
  }

  @Override
  public OptionalLong expectedRecords(KV<Integer, String> file) {
    Long exported = load(file).rows().get(file.getValue());
    return exported == null ? OptionalLong.empty() : OptionalLong.of(exported);
  }

  private TableLoad load(KV<Integer, String> file) {
    return plan.loads().get(file.getKey());
  }
}
