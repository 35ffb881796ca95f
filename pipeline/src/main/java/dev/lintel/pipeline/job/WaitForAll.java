package dev.lintel.pipeline.job;

import java.util.List;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Passes elements on once collections are complete, which may turn out to be empty. All of them are
 * bounded and in the global window. Immutable.
 *
 * <p>{@link Wait} alone is not enough: the direct runner sees that a collection which has elements
 * is complete, but may miss the end of an empty one, and then waits for ever. So these collections
 * together get one element, which comes when all of them are complete.
 */
public final class WaitForAll<T> extends PTransform<PCollection<T>, PCollection<T>> {
  private static final long serialVersionUID = 1;

  private final transient List<PCollection<?>> collections;

  private WaitForAll(List<? extends PCollection<?>> collections) {
    this.collections = List.copyOf(collections);
  }

  /** Returns a step that waits for all of these collections; without any, for nothing. */
  public static <T> WaitForAll<T> of(List<? extends PCollection<?>> collections) {
    return new WaitForAll<>(collections);
  }

  @Override
  public PCollection<T> expand(PCollection<T> elements) {
    PCollectionList<Void> ends =
        PCollectionList.of(
            elements
                .getPipeline()
                .apply("Element", Create.of((Void) null).withCoder(VoidCoder.of())));
    for (PCollection<?> collection : collections) {
      ends = ends.and(end(collection, ends.size()));
    }
    return elements
        .apply("Wait", Wait.on(ends.apply("Flatten ends", Flatten.pCollections())))
        .setCoder(elements.getCoder());
  }

  /** Without an element, complete when the collection is. */
  private static <E> PCollection<Void> end(PCollection<E> collection, int number) {
    return collection.apply("End " + number, ParDo.of(new DropFn<E>())).setCoder(VoidCoder.of());
  }

  private static final class DropFn<E> extends DoFn<E, Void> {
    @ProcessElement
    public void process() {
      // Only the end of the collection counts.
    }
  }
}
