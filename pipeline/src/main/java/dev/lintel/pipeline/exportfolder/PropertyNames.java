package dev.lintel.pipeline.exportfolder;

/** The names of the properties in Google's export, as its exporter spells them. */
final class PropertyNames {

  static final String NAMESPACE = "spannerexport";

  // Of any object.
  static final String NAME = "spannerName";
  static final String FORMAT_VERSION = "googleFormatVersion";
  static final String STORAGE = "googleStorage";
  static final String ENTITY = "spannerEntity";
  static final String OPTION = "spannerOption_";

  // Of tables.
  static final String PRIMARY_KEY = "spannerPrimaryKey";
  static final String PARENT = "spannerParent";
  static final String INTERLEAVE_TYPE = "spannerInterleaveType";
  static final String ON_DELETE = "spannerOnDeleteAction";
  static final String INDEX = "spannerIndex_";
  static final String FOREIGN_KEY = "spannerForeignKey_";
  static final String CHECK = "spannerCheckConstraint_";

  // Of columns.
  static final String SQL_TYPE = "sqlType";
  static final String HIDDEN = "hidden";
  static final String DEFAULT = "defaultExpression";
  static final String ON_UPDATE = "onUpdateExpression";
  static final String GENERATION = "generationExpression";
  static final String NOT_NULL = "notNull";
  static final String STORED = "stored";
  static final String IDENTITY = "identityColumn";
  static final String PLACEMENT_KEY = "spannerPlacementKey";

  // Of identity columns and, in PostgreSQL, of sequences.
  static final String SEQUENCE_KIND = "sequenceKind";
  static final String SKIP_RANGE_MIN = "skipRangeMin";
  static final String SKIP_RANGE_MAX = "skipRangeMax";
  static final String COUNTER_START = "counterStartValue";
  static final String SEQUENCE_OPTION = "sequenceOption_";
  static final String DEFAULT_KIND = "default";

  // Of other objects.
  static final String VIEW_QUERY = "spannerViewQuery";
  static final String VIEW_SECURITY = "spannerViewSecurity";
  static final String CHANGE_STREAM_FOR = "spannerChangeStreamForClause";
  static final String REMOTE = "spannerRemote";
  static final String FUNCTION_NAME = "spannerUdfName";
  static final String FUNCTION_TYPE = "spannerUdfType";
  static final String FUNCTION_LANGUAGE = "spannerUdfLanguage";
  static final String FUNCTION_BODY = "spannerUdfDefinition";
  static final String FUNCTION_SECURITY = "spannerUdfSecurity";
  static final String FUNCTION_PARAMETER = "spannerUdfParameter_";

  // Of property graphs.
  static final String GRAPH_NODE = "spannerGraphNodeTable_";
  static final String GRAPH_EDGE = "spannerGraphEdgeTable_";
  static final String GRAPH_DYNAMIC_LABEL = "spannerGraphDynamicLabel";
  static final String GRAPH_DYNAMIC_PROPERTIES = "spannerGraphDynamicProperties";

  // What spannerEntity says.
  static final String MODEL_ENTITY = "Model";
  static final String NAMED_SCHEMA_ENTITY = "spannerNamedSchema";
  static final String PLACEMENT_ENTITY = "Placement";
  static final String FUNCTION_ENTITY = "spannerUdf";
  static final String GRAPH_ENTITY = "PropertyGraph";

  private PropertyNames() {}
}
