# Encodes values as JSON, and fills in templates whose placeholders stand for such values. Sourced by schedule.sh, which
# sets `here`.
# shellcheck shell=bash

# Line breaks are the only control characters that need escaping here: schedule.sh refuses values with control characters,
# and alert filters contain line breaks.
json_string() {
  local text=${1//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"' "${text//$'\n'/\\n}"
}

json_or_null() {
  if [[ $1 ]]; then json_string "$1"; else printf 'null'; fi
}

# If a name occurs twice, the later value wins.
json_object() { # NAME=VALUE...
  local pair later json=''
  while (($# > 0)); do
    pair=$1
    shift
    for later in "$@"; do
      if [[ ${later%%=*} == "${pair%%=*}" ]]; then continue 2; fi
    done
    json+="${json:+, }$(json_string "${pair%%=*}"): $(json_string "${pair#*=}")"
  done
  printf '{%s}' "$json"
}

json_list() {
  local item json=''
  for item in "$@"; do json+="${json:+, }$(json_string "$item")"; done
  printf '[%s]' "$json"
}

# Prints the file with each ${NAME} replaced by its value. Placeholders inside a value are not replaced, as in Terraform's
# templatefile.
render() { # FILE NAME=VALUE...
  local rest text='' placeholder pair
  rest=$(<"$here/$1")
  shift
  while [[ $rest == *'${'* ]]; do
    text+=${rest%%'${'*}
    rest=${rest#*'${'}
    placeholder=${rest%%'}'*}
    rest=${rest#*'}'}
    for pair in "$@"; do
      if [[ ${pair%%=*} == "$placeholder" ]]; then text+=${pair#*=}; fi
    done
  done
  printf '%s' "$text$rest"
}
