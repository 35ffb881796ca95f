package dev.lintel.pipeline.load;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.ddl.CounterUse;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DatabaseDefinitionReader;
import dev.lintel.pipeline.job.WaitForAll;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Max;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the counters of sequences and identity columns past the values that rows carried, so that
 * the next row without such a value does not get one that is taken.
 */
public final class WrittenCounters {
  private static final Logger LOG = LoggerFactory.getLogger(WrittenCounters.class);

  /**
   * A counter never comes to higher numbers than this. Small values that a person has chosen stand
   * for such numbers, because the bits are reversed, and must not use up the counter.
   */
  static final long HIGHEST = 1L << 40;

  private WrittenCounters() {}

  /**
   * The columns with counters of some tables; none if the account may not read the DDL. Reads
   * through a lease that is released before this returns.
   *
   * @param tables the tables as the database spells them
   */
  public static ImmutableList<CounterUse> ofTables(
      ConnectionConfig config, DatabaseSchema schema, Collection<String> tables)
      throws InterruptedException {
    Set<String> possible =
        tables.stream()
            .filter(name -> mayHaveCounter(config, schema.findTable(name).orElseThrow()))
            .collect(Collectors.toSet());
    if (possible.isEmpty()) {
      return ImmutableList.of();
    }
    try (var lease = SpannerConnections.acquire(config)) {
      return read(lease.connection(), possible);
    }
  }

  /** Some emulators do not show that a column is an identity. */
  private static boolean mayHaveCounter(ConnectionConfig config, Table table) {
    return table.getColumns().stream()
        .filter(column -> column.getType().getCode() == Type.Code.INT64)
        .anyMatch(
            column ->
                column.getSource() == Column.Source.DEFAULT
                    || (config.isEmulator() && column.getSource() == Column.Source.WRITER));
  }

  private static ImmutableList<CounterUse> read(
      SpannerConnection connection, Collection<String> tables) {
    try {
      return CounterUse.allOf(
              DatabaseDefinition.of(connection.databaseClient().getDialect(), connection.getDdl()))
          .stream()
          .filter(use -> tables.contains(use.table()))
          .collect(ImmutableList.toImmutableList());
    } catch (SpannerException e) {
      switch (e.getErrorCode()) {
        case PERMISSION_DENIED, UNAUTHENTICATED -> {
          LOG.warn(
              "The DDL may not be read, so counters of sequences and identity columns are not"
                  + " raised past the values that are written");
          return ImmutableList.of();
        }
        default -> throw e;
      }
    }
  }

  /**
   * Adds the steps.
   *
   * @param written all written rows
   * @param done what has to be done before a counter is raised
   */
  static PCollection<Void> raise(
      PCollection<Mutation> written,
      ImmutableList<CounterUse> uses,
      ConnectionConfig config,
      PCollection<?> done) {
    return written
        .apply("Numbers of counters", ParDo.of(new NumbersFn(uses)))
        .apply("Highest numbers", Max.longsPerKey())
        .apply("Wait to raise counters", WaitForAll.of(List.of(done)))
        .apply("Key numbers", WithKeys.of((Void) null))
        .setCoder(KvCoder.of(VoidCoder.of(), KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of())))
        // One after the other, because each changes the schema.
        .apply("Group numbers", GroupByKey.create())
        .apply("Raise counters", ParDo.of(new RaiseFn(config)));
  }

  /** Outputs the number of a counter for each value that a row carries. */
  private static final class NumbersFn extends DoFn<Mutation, KV<String, Long>> {
    private final ImmutableListMultimap<String, Counted> columns;

    private record Counted(String name, String counter) implements Serializable {}

    NumbersFn(List<CounterUse> uses) {
      this.columns =
          uses.stream()
              .collect(
                  ImmutableListMultimap.toImmutableListMultimap(
                      CounterUse::table, use -> new Counted(use.column(), use.counter())));
    }

    @ProcessElement
    public void process(@Element Mutation row, OutputReceiver<KV<String, Long>> out) {
      List<Counted> ofTable = columns.get(row.getTable());
      if (ofTable.isEmpty()) {
        return;
      }
      Map<String, Value> values = row.asMap();
      for (Counted column : ofTable) {
        Value value = values.get(column.name());
        if (value != null
            && !value.isNull()
            && value.getType().getCode() == Type.Code.INT64
            && value.getInt64() > 0) {
          long number = CounterUse.numberOf(value.getInt64());
          if (number < HIGHEST) {
            out.output(KV.of(column.counter(), number));
          }
        }
      }
    }
  }

  /** Raises a counter that could come to a number that is taken. */
  private static final class RaiseFn
      extends ConnectedDoFn<KV<Void, Iterable<KV<String, Long>>>, Void> {

    RaiseFn(ConnectionConfig config) {
      super(config);
    }

    @ProcessElement
    public void process(@Element KV<Void, Iterable<KV<String, Long>>> numbers)
        throws InterruptedException {
      DatabaseDefinition definition =
          DatabaseDefinitionReader.read(connection().databaseClient(), connection().getDdl());
      Map<String, CounterUse> uses = new HashMap<>();
      CounterUse.allOf(definition).forEach(use -> uses.put(use.counter(), use));
      for (KV<String, Long> highest : numbers.getValue()) {
        CounterUse use = uses.get(highest.getKey());
        if (use != null && use.next() <= highest.getValue()) {
          raise(use.restartWith(highest.getValue() + 1));
        }
      }
    }

    private void raise(String statement) throws InterruptedException {
      try {
        connection().updateDdl(List.of(statement));
        LOG.info("Rows were written with numbers that a counter would have given: {}", statement);
      } catch (SpannerException e) {
        switch (e.getErrorCode()) {
          case PERMISSION_DENIED, UNAUTHENTICATED ->
              LOG.warn(
                  "Rows were written with numbers that a counter would give. The account of the job"
                      + " may not change the schema, so run: {}",
                  statement);
          default -> throw e;
        }
      }
    }
  }
}
