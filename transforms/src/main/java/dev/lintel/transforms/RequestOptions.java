package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.Options.QueryOption;
import com.google.cloud.spanner.Options.ReadOption;
import com.google.cloud.spanner.Options.ReadQueryUpdateTransactionOption;
import com.google.cloud.spanner.Options.RpcPriority;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The priority and the tag of a request to Spanner. They belong to the request, not to the
 * connection, so that requests with different options share one connection. Immutable.
 *
 * @param priority null for Spanner's default
 * @param tag what Spanner's statistics list the request under; null for no tag
 */
public record RequestOptions(@Nullable RpcPriority priority, @Nullable String tag)
    implements Serializable {

  /** Spanner's rule for the tags of requests and of transactions. */
  private static final Pattern TAG = Pattern.compile("[ -~]{1,50}");

  /** Spanner's default priority, and no tag. */
  public static final RequestOptions NONE = new RequestOptions(null, null);

  /**
   * Checks the tag.
   *
   * @throws IllegalArgumentException if the tag is not 1 to 50 printable ASCII characters
   */
  public RequestOptions {
    checkArgument(
        tag == null || TAG.matcher(tag).matches(),
        "Spanner takes a tag of 1 to 50 printable ASCII characters, but it is %s",
        tag);
  }

  /** Returns these options with another priority. */
  public RequestOptions withPriority(RpcPriority newPriority) {
    return new RequestOptions(newPriority, tag);
  }

  /** Returns these options with another tag. */
  public RequestOptions withTag(String newTag) {
    return new RequestOptions(priority, newTag);
  }

  /** Returns the options that are set, in the form that reads, queries and commits accept. */
  public Stream<ReadQueryUpdateTransactionOption> stream() {
    return Stream.of(
            Optional.ofNullable(priority).map(Options::priority),
            Optional.ofNullable(tag).map(Options::tag))
        .flatMap(Optional::stream);
  }

  /** Returns the options of a read that is no transform. */
  public ReadOption[] forRead() {
    return stream().toArray(ReadOption[]::new);
  }

  /** Returns the options of a query that is no transform. */
  public QueryOption[] forQuery() {
    return stream().toArray(QueryOption[]::new);
  }

  /** Adds the options that are set to the display data of a transform. */
  void populateDisplayData(DisplayData.Builder builder, String tagLabel) {
    builder
        .addIfNotNull(
            DisplayData.item("priority", priority == null ? null : priority.name())
                .withLabel("Priority"))
        .addIfNotNull(DisplayData.item("tag", tag).withLabel(tagLabel));
  }
}
