package dev.lintel.pipeline.purge;

import static java.util.Map.Entry.comparingByKey;

import dev.lintel.pipeline.command.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Fails the run if rows are in the way, or if there are more rows than may be deleted. The steps
 * that change something wait for it.
 */
final class CheckRowsFn extends DoFn<Integer, Integer> {
  private final PurgePlan plan;
  private final PCollectionView<Map<Integer, Long>> deleted;
  private final PCollectionView<Map<Integer, Long>> inTheWay;

  /**
   * @param deleted how many rows of each table are to be deleted; a table without any is left out
   * @param inTheWay how many rows of each table are in the way
   */
  CheckRowsFn(
      PurgePlan plan,
      PCollectionView<Map<Integer, Long>> deleted,
      PCollectionView<Map<Integer, Long>> inTheWay) {
    this.plan = plan;
    this.deleted = deleted;
    this.inTheWay = inTheWay;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    List<String> problems = problems(plan, context.sideInput(deleted), context.sideInput(inTheWay));
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    context.output(context.element());
  }

  /** Why the rows are not deleted; empty if they are. */
  static List<String> problems(
      PurgePlan plan, Map<Integer, Long> deleted, Map<Integer, Long> inTheWay) {
    List<String> problems = new ArrayList<>();
    RelatedTables related = plan.related();
    new TreeMap<>(inTheWay).forEach((table, rows) -> problems.add(inTheWay(plan, table, rows)));
    long sum = deleted.values().stream().mapToLong(Long::longValue).sum();
    if (plan.maxRows().isPresent() && sum > plan.maxRows().getAsLong()) {
      problems.add(
          "--maxRows=%d: %d rows would be deleted, children included: %s"
              .formatted(
                  plan.maxRows().getAsLong(),
                  sum,
                  deleted.entrySet().stream()
                      .sorted(comparingByKey())
                      .map(entry -> entry.getValue() + " of " + related.name(entry.getKey()))
                      .collect(Collectors.joining(", "))));
    }
    return problems;
  }

  private static String inTheWay(PurgePlan plan, int table, long rows) {
    RelatedTables related = plan.related();
    String why =
        related.from(table).stream()
            .filter(dependency -> !dependency.isFollowed())
            .map(
                dependency ->
                    dependency.isInterleaved()
                        ? "interleaved in %s, ON DELETE NO ACTION"
                            .formatted(related.name(dependency.on()))
                        : "%s references %s"
                            .formatted(dependency.name(), related.name(dependency.on())))
            .distinct()
            .collect(Collectors.joining("; "));
    return "--includeChildren: %d %s of table %s %s on rows to delete (%s); %s"
        .formatted(
            rows,
            rows == 1 ? "row" : "rows",
            related.name(table),
            rows == 1 ? "depends" : "depend",
            why,
            plan.includesChildren()
                ? "the tables reference each other, so delete these rows before, or in the same run"
                : "give it to delete them, too");
  }
}
