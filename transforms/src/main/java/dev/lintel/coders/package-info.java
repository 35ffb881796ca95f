/**
 * Compact, versioned coders for what flows through a Spanner pipeline: {@link
 * dev.lintel.coders.MutationCoder}, {@link dev.lintel.coders.StructCoder}, {@link
 * dev.lintel.coders.KeyCoder}, {@link dev.lintel.coders.KeySetCoder} and {@link
 * dev.lintel.coders.FailedRecordCoder}.
 *
 * <p>Nothing has to be called: {@link dev.lintel.coders.LintelCoderProviderRegistrar} makes Beam
 * infer them in every pipeline that has this library on its class path.
 *
 * <p>The format of a Mutation, Struct, Key or KeySet is a version byte, the length of the body, and
 * the body. In the body a value is its type followed by its content, integers are protobuf varints
 * and strings UTF-8.
 */
package dev.lintel.coders;
