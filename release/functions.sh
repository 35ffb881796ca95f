# What the scripts of this folder share. To be read with "source".

fail() {
  echo "${0##*/}: $1" >&2
  exit 1
}

# Copies the files of the work tree, without what builds made, and gives the copy a version.
copy_of_sources() {
  local to=$1 version=$2 file
  mkdir -p "$to"
  git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    if [[ -e $file ]]; then printf '%s\0' "$file"; fi
  done | tar --null --files-from=- -cf - | tar -xf - -C "$to"
  find "$to" -name pom.xml -exec \
    sed -i "s|<version>[0-9.]*-SNAPSHOT</version>|<version>$version</version>|" {} +
}

# Deploys the library's modules from a folder with the sources to a folder that serves as repository.
deploy_library() {
  (cd "$1" && ./mvnw -B -q -P release -DskipTests -Dmaven.install.skip=true -pl bom,emulator,transforms \
    deploy -DaltDeploymentRepository=local::file:"$2") >&2
}
