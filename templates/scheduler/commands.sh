# Runs commands, or only prints them in a dry run. Sourced by schedule.sh, which sets `dry_run`, and `fresh` if it has just
# created an account.
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

# Prints what gcloud lists: nothing if the resource is missing. If gcloud cannot tell, the run ends with its message.
# describe would fail in both cases; of a missing account it says that the permission is denied. A dry run does not ask,
# and prints the commands that create everything.
listed() { # COMMAND...
  [[ $dry_run ]] || "$@" --verbosity=error
}

# Adds a binding; an existing one stays as it is. Retries if an account is new, because IAM may not know it yet.
# --condition=None, because gcloud prompts for a condition if the policy already has a binding with one.
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
