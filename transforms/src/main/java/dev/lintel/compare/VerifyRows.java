package dev.lintel.compare;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Mutation;
import dev.lintel.coders.FailedRecordCoder;
import dev.lintel.coders.MutationCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.transforms.RequestOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads rows again after they were written, and outputs each as verified or as failed.
 *
 * <pre>{@code
 * WriteRowsResult written = rows.apply("Write", WriteRows.to(config));
 * VerifyRowsResult verified =
 *     written.getWritten().apply("Verify", VerifyRows.in(config, schema));
 * }</pre>
 *
 * <p>A row is compared column by column as {@link RowComparison} compares, in the columns that its
 * mutation names. A column that was set to the commit timestamp is not compared, as its value was
 * not known. A row that is not there, or that differs, fails with the code DATA_LOSS and a message
 * that names the columns, without values. So does a row whose key the database makes, in part or
 * whole (a generated column, a default, a commit timestamp): it cannot be read again. A delete is
 * verified if none of its rows is there; a delete of a range of keys takes a request of its own.
 *
 * <p>It reads the latest state of the database. So a row that somebody else has changed in between
 * fails, too, and so does the first of two mutations of one key, such as a row that is deleted
 * later, or a delete of a row that is written later.
 *
 * <p>The rows of a bundle are collected, at most 5,000 or 8 MiB of them and within the {@link
 * ConnectionConfig#bufferBytes} that all buffers of a process share. Hundreds of keys are read with
 * one request, several requests at a time within the connection's limit. A request that fails makes
 * the bundle fail. Works in batch and in streaming; every mutation keeps its window and timestamp.
 */
@AutoValue
public abstract class VerifyRows extends PTransform<PCollection<Mutation>, VerifyRowsResult> {

  abstract ConnectionConfig getConfig();

  abstract DatabaseSchema getSchema();

  abstract RequestOptions getRequestOptions();

  /**
   * Returns a verification of rows in a database.
   *
   * @param schema the tables of the database
   */
  public static VerifyRows in(ConnectionConfig config, DatabaseSchema schema) {
    return new AutoValue_VerifyRows(config, schema, RequestOptions.NONE);
  }

  /** Sets priority and tag of the requests. */
  public VerifyRows withRequestOptions(RequestOptions options) {
    return new AutoValue_VerifyRows(getConfig(), getSchema(), options);
  }

  @Override
  public VerifyRowsResult expand(PCollection<Mutation> rows) {
    var verified = new TupleTag<Mutation>("verified");
    var failed = new TupleTag<FailedRecord<Mutation>>("failed");
    PCollectionTuple outputs =
        rows.apply(
            "Read again",
            ParDo.of(new VerifyRowsFn(this, verified, failed))
                .withOutputTags(verified, TupleTagList.of(failed)));
    return new VerifyRowsResult(
        rows.getPipeline(),
        verified,
        outputs.get(verified).setCoder(MutationCoder.of()),
        failed,
        outputs.get(failed).setCoder(FailedRecordCoder.of(MutationCoder.of())));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("database", getConfig().describe()).withLabel("Database"));
  }
}
