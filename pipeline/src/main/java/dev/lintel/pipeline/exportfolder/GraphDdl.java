package dev.lintel.pipeline.exportfolder;

import static java.util.stream.Collectors.joining;

import com.google.cloud.spanner.Dialect;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.List;

/** Composes the statement that makes a property graph, which only GoogleSQL has. */
final class GraphDdl {

  private static final Dialect DIALECT = Dialect.GOOGLE_STANDARD_SQL;
  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private final Properties properties;

  private GraphDdl(Properties properties) {
    this.properties = properties;
  }

  static String of(ObjectSchema graph) {
    GraphDdl ddl = new GraphDdl(new Properties(graph.name(), graph.schema()));
    String statement =
        "CREATE PROPERTY GRAPH "
            + Identifiers.quoteQualified(DIALECT, graph.name())
            + " NODE TABLES ("
            + String.join(", ", ddl.tables(PropertyNames.GRAPH_NODE))
            + ")";
    List<String> edges = ddl.tables(PropertyNames.GRAPH_EDGE);
    return edges.isEmpty()
        ? statement
        : statement + " EDGE TABLES (" + String.join(", ", edges) + ")";
  }

  private List<String> tables(String prefix) {
    ImmutableList.Builder<String> tables = ImmutableList.builder();
    for (int i = 0; properties.has(prefix + i + "_NAME"); i++) {
      tables.add(table(prefix + i));
    }
    return tables.build();
  }

  private String table(String table) {
    List<String> clauses = new ArrayList<>();
    clauses.add(Identifiers.quoteQualified(DIALECT, properties.get(table + "_BASE_TABLE_NAME")));
    clauses.add("AS " + name(table + "_NAME"));
    clauses.add("KEY " + columns(table + "_KEY_COLUMNS"));
    if (properties.has(table + "_SOURCE_NODE_TABLE_NAME")) {
      clauses.add("SOURCE " + end(table + "_SOURCE"));
      clauses.add("DESTINATION " + end(table + "_TARGET"));
    }
    for (int i = 0; properties.has(table + "_LABEL_" + i + "_NAME"); i++) {
      clauses.add(label(table + "_LABEL_" + i));
    }
    properties
        .find(table + "_" + PropertyNames.GRAPH_DYNAMIC_LABEL)
        .ifPresent(column -> clauses.add("DYNAMIC LABEL (" + quote(column) + ")"));
    properties
        .find(table + "_" + PropertyNames.GRAPH_DYNAMIC_PROPERTIES)
        .ifPresent(column -> clauses.add("DYNAMIC PROPERTIES (" + quote(column) + ")"));
    return String.join(" ", clauses);
  }

  private String end(String end) {
    return "KEY "
        + columns(end + "_EDGE_KEY_COLUMNS")
        + " REFERENCES "
        + name(end + "_NODE_TABLE_NAME")
        + " "
        + columns(end + "_NODE_KEY_COLUMNS");
  }

  private String label(String label) {
    List<String> labelProperties = new ArrayList<>();
    for (int i = 0; properties.has(label + "_PROPERTY_" + i + "_NAME"); i++) {
      String property = label + "_PROPERTY_" + i;
      labelProperties.add(properties.get(property + "_VALUE") + " AS " + name(property + "_NAME"));
    }
    return "LABEL "
        + name(label + "_NAME")
        + (labelProperties.isEmpty()
            ? " NO PROPERTIES"
            : " PROPERTIES (" + String.join(", ", labelProperties) + ")");
  }

  private String name(String property) {
    return quote(properties.get(property));
  }

  private String columns(String property) {
    return COMMAS
        .splitToStream(properties.get(property))
        .map(GraphDdl::quote)
        .collect(joining(", ", "(", ")"));
  }

  private static String quote(String name) {
    String bare = name.replace("`", "");
    return Identifiers.quote(DIALECT, bare);
  }
}
