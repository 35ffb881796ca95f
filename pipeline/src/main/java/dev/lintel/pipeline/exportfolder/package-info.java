/**
 * The object schemas of a folder that Google's Spanner export writes and its import reads, and the
 * DDL of the objects. {@link dev.lintel.pipeline.exportfolder.ObjectSchemas} converts a database to
 * schemas, {@link dev.lintel.pipeline.exportfolder.FolderDdl} converts schemas to DDL.
 */
package dev.lintel.pipeline.exportfolder;
