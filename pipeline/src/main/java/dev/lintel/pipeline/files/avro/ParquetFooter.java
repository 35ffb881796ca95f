package dev.lintel.pipeline.files.avro;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.IOException;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * What the footer of a Parquet file says about the file. It can be read whatever the codec of the
 * pages is.
 *
 * @param codecs of the pages, each once, in the order in which they occur; empty if no page is
 *     compressed
 * @param records how many it has
 * @param writer the program that wrote it, if it says so
 * @param columns the top level of its schema, in order
 */
public record ParquetFooter(
    ImmutableSet<String> codecs,
    long records,
    Optional<String> writer,
    ImmutableList<ParquetColumn> columns) {

  /**
   * Reads the footer.
   *
   * @throws UnreadableFileException if the file cannot be opened or is not a Parquet file
   */
  public static ParquetFooter read(DataFile file) {
    ParquetReadOptions options =
        ParquetReadOptions.builder(ParquetSchema.configuration())
            .withCodecFactory(ParquetCodecs.withoutLimit())
            .build();
    var input = new ParquetInput(file);
    try (ParquetFileReader reader = ParquetFileReader.open(input, options)) {
      ParquetMetadata footer = reader.getFooter();
      MessageType schema = footer.getFileMetaData().getSchema();
      return of(footer, ParquetNulls.of(input, schema, footer.getBlocks()));
    } catch (IOException | RuntimeException e) {
      throw e instanceof UnreadableFileException unreadable ? unreadable : file.unreadable(e);
    }
  }

  private static ParquetFooter of(ParquetMetadata footer, ParquetNulls nulls) {
    ImmutableSet.Builder<String> codecs = ImmutableSet.builder();
    long records = 0;
    for (BlockMetaData block : footer.getBlocks()) {
      records += block.getRowCount();
      for (ColumnChunkMetaData column : block.getColumns()) {
        if (column.getCodec() != CompressionCodecName.UNCOMPRESSED) {
          codecs.add(column.getCodec().name());
        }
      }
    }
    ImmutableList.Builder<ParquetColumn> columns = ImmutableList.builder();
    for (Type column : footer.getFileMetaData().getSchema().getFields()) {
      columns.add(ParquetColumn.of(column, nulls));
    }
    return new ParquetFooter(
        codecs.build(),
        records,
        Optional.ofNullable(footer.getFileMetaData().getCreatedBy()),
        columns.build());
  }
}
