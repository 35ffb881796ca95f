#!/usr/bin/env bash
# Puts what the archive contains into a folder: lay-out.sh FOLDER VERSION JAR_COMMAND
#
# The jars of each module are those that its manifest names, because its lib/ may hold older ones as well.
set -euo pipefail

folder=$1 version=$2 jar=$3
home=$(cd "$(dirname "$0")/.." && pwd)
rm -rf "$folder"
mkdir -p "$folder/templates"
manifest=$(mktemp -d)
trap 'rm -rf "$manifest"' EXIT

for module in pipeline templates; do
  from=$home/$module/target to=$folder/jars/$module
  mkdir -p "$to/lib"
  cp "$from/lintel-$module-$version.jar" "$to/"
  (cd "$manifest" && "$jar" xf "$from/lintel-$module-$version.jar" META-INF/MANIFEST.MF)
  # Long lines of a manifest continue on the next one, after a space.
  tr -d '\r' <"$manifest/META-INF/MANIFEST.MF" | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g' |
    sed -n 's/^Class-Path: //p' | tr ' ' '\n' >"$manifest/class-path"
  while read -r file; do
    # Those that templates shares with pipeline are only there.
    if [[ -e $from/$file ]]; then cp "$from/$file" "$to/$file"; fi
  done <"$manifest/class-path"
done

cp "$home/lintel" "$home/LICENSE" "$home/README.md" "$home/CHANGELOG.md" "$folder/"
cp -R "$home/docs" "$folder/docs"
cp -R "$home/templates/scheduler" "$folder/templates/scheduler"
for file in "$home"/templates/*/metadata.json; do
  job=$(basename "$(dirname "$file")")
  mkdir -p "$folder/templates/$job"
  cp "$file" "$folder/templates/$job/"
done

cd "$folder"
find . -type f | sed 's|^\./||' | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum >"$manifest/sums"
mv "$manifest/sums" SHA256SUMS
