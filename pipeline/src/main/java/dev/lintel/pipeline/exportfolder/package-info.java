/**
 * The object schemas of a folder that Google's Spanner export writes and its import reads, and the
 * DDL of the objects. {@link dev.lintel.pipeline.exportfolder.ObjectSchemas} makes schemas of a
 * database, {@link dev.lintel.pipeline.exportfolder.FolderDdl} makes DDL of schemas.
 */
package dev.lintel.pipeline.exportfolder;
