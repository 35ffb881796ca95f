package dev.lintel.schematransforms;

import com.google.auto.service.AutoService;
import com.google.common.collect.ImmutableList;
import dev.lintel.transforms.ReadRows;
import java.util.List;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.schemas.transforms.TypedSchemaTransformProvider;
import org.apache.beam.sdk.values.PCollectionRowTuple;

/** {@link ReadRows} as a schema transform: no input, and the rows as {@code output}. */
@AutoService(SchemaTransformProvider.class)
public final class SpannerReadProvider extends TypedSchemaTransformProvider<ReadConfiguration> {

  @Override
  public String identifier() {
    return Tags.urn("read");
  }

  @Override
  public String description() {
    return "Reads a table or a query of Spanner from one snapshot, through Spanner's partitions, on"
        + " one connection for each process. No value is lost: timestamps have nanoseconds, and"
        + " JSON and PostgreSQL's numeric are text.";
  }

  @Override
  public List<String> inputCollectionNames() {
    return ImmutableList.of();
  }

  @Override
  public List<String> outputCollectionNames() {
    return ImmutableList.of(Tags.OUTPUT);
  }

  @Override
  protected SchemaTransform from(ReadConfiguration configuration) {
    return new Read(configuration.read());
  }

  private static final class Read extends SchemaTransform {
    private final ReadRows read;

    Read(ReadRows read) {
      this.read = read;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      return PCollectionRowTuple.of(
          Tags.OUTPUT, input.getPipeline().apply("Read rows", read).getBeamRows());
    }
  }
}
