/**
 * The PTransforms of Lintel, named by what they do. Each takes a {@link
 * dev.lintel.connection.ConnectionConfig}, shares the process's one connection, and puts what fails
 * into an output of its own with the reason: {@link dev.lintel.transforms.WriteRows}.
 */
package dev.lintel.transforms;
