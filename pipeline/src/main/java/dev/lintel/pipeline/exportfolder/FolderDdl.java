package dev.lintel.pipeline.exportfolder;

import com.google.cloud.spanner.Dialect;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.SchemaScript;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the DDL of the objects of a folder, as Google's import composes it. Pure; safe to call from
 * any thread.
 *
 * <p>What older exports do not say is taken as their exporter meant it: a column without {@code
 * sqlType} has the type that its Avro type suggests, a child without {@code spannerInterleaveType}
 * is INTERLEAVE IN PARENT, one without {@code spannerOnDeleteAction} is ON DELETE NO ACTION. What a
 * property says that cannot be meant is an error.
 */
public final class FolderDdl {

  private FolderDdl() {}

  /**
   * The script that makes a database again from its own DDL. Tables whose DDL cannot be read are
   * made from their schemas.
   *
   * @param objects the schemas of the definition
   */
  public static SchemaScript script(DatabaseDefinition definition, List<ObjectSchema> objects) {
    SchemaScript script = SchemaScript.of(definition);
    if (definition.getUnreadTables().isEmpty()) {
      return script;
    }
    Dialect dialect = definition.getDialect();
    List<String> ddl = new ArrayList<>(script.getBeforeRows());
    ddl.addAll(script.getAfterRows());
    objects.stream()
        .filter(object -> object.kind() == ObjectSchema.Kind.TABLE)
        .filter(object -> definition.getUnreadTables().contains(object.name()))
        .forEach(object -> ddl.addAll(new TableDdl(dialect, object).withoutIndexes()));
    return SchemaScript.of(dialect, ddl);
  }

  /**
   * The script that makes all objects on an empty database. The database options are for no
   * database yet: {@link SchemaScript#forDatabase} words them.
   *
   * @param options as spanner-export.json has them
   * @param protoBundle the full names of the types in it; the descriptors have to be sent along
   * @throws IllegalArgumentException if an object cannot be made; the message names it, the
   *     property and its value
   */
  public static SchemaScript script(
      Dialect dialect,
      List<ObjectSchema> objects,
      List<DatabaseOption> options,
      List<String> protoBundle) {
    List<String> ddl = new ArrayList<>();
    options.forEach(option -> ddl.add(option.ddl(dialect)));
    if (!protoBundle.isEmpty()) {
      ddl.add("CREATE PROTO BUNDLE (" + String.join(", ", protoBundle) + ")");
    }
    NonTableDdl others = new NonTableDdl(dialect);
    for (ObjectSchema object : objects) {
      switch (object.kind()) {
        case TABLE -> ddl.addAll(new TableDdl(dialect, object).statements());
        case VIEW -> ddl.add(others.view(object));
        case MODEL -> ddl.add(others.model(object));
        case NAMED_SCHEMA -> ddl.add(others.namedSchema(object));
        case SEQUENCE -> ddl.add(others.sequence(object));
        case CHANGE_STREAM -> ddl.add(others.changeStream(object));
        case PLACEMENT -> ddl.add(others.placement(object));
        case FUNCTION -> ddl.add(others.function(object));
        case PROPERTY_GRAPH -> ddl.add(GraphDdl.of(object));
      }
    }
    return SchemaScript.of(dialect, ddl);
  }
}
