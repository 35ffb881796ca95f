package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.records.CsvFields;
import java.util.List;

/**
 * The shape of CSV files.
 *
 * @param settings with the names of the fields, in the order in which they are written; a file with
 *     a header may have them in another order
 * @param declared types of some of them
 */
record CsvShape(TextSettings settings, ImmutableMap<String, Type> declared)
    implements FileShape<List<String>> {

  @Override
  public Format format() {
    return new CsvFormat();
  }

  @Override
  public CsvFields fields() {
    return fields(settings.columns());
  }

  private CsvFields fields(ImmutableList<String> ofFile) {
    return new CsvFields(ofFile, declared, settings.values());
  }

  @Override
  public ShapedFile<List<String>> open(DataFile file) {
    CsvFile open = new CsvFormat().open(file, settings);
    CsvFields fields = fields(ImmutableList.copyOf(open.records().getColumns()));
    return new ShapedFile<>(open, fields, open::contentOf);
  }
}
