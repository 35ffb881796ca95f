# Commands that are run, or only printed. Sourced by schedule.sh, which sets `dry_run`; `fresh` says that an account is new.
# shellcheck shell=bash

say() { printf '# %s\n' "$1"; }

print_command() {
  local word line='' quoted="'\\''"
  for word in "$@"; do
    if [[ ! $word =~ ^[A-Za-z0-9_@%+=:,./*-]+$ || $word == *'*'* ]]; then word="'${word//\'/$quoted}'"; fi
    line+="${line:+ }$word"
  done
  printf '%s\n' "$line"
}

run() {
  if [[ $dry_run ]]; then print_command "$@"; else "$@"; fi
}

# Whether gcloud finds it. A dry run does not ask, and shows how it is made.
exists() {
  [[ ! $dry_run ]] && "$@" >/dev/null 2>&1
}

# Adds a binding; one that is there already is left as it is. An account made a moment ago may not be known yet.
# Without --condition gcloud asks, where the policy has a binding with a condition already.
grant() { # COMMAND...
  local delay
  set -- "$@" --condition=None
  if [[ $dry_run ]]; then print_command "$@" && return; fi
  for delay in ${fresh:+5 10 20}; do
    if "$@" >/dev/null; then return; fi
    sleep "$delay"
  done
  "$@" >/dev/null
}
