/**
 * The PTransforms of Lintel, named after what they do: {@link dev.lintel.transforms.ReadRows},
 * {@link dev.lintel.transforms.LookupRows}, {@link dev.lintel.transforms.WriteRows}, {@link
 * dev.lintel.transforms.DeleteRows} and {@link dev.lintel.transforms.TransactRows}. Each takes a
 * {@link dev.lintel.connection.ConnectionConfig} and shares the one connection of the process.
 * Elements that fail because of their content go to an output of their own, with the reason.
 */
package dev.lintel.transforms;
