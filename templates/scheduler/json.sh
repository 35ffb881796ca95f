# Values as JSON, and templates whose placeholders stand for such values. Sourced by schedule.sh, which sets `here`.
# shellcheck shell=bash

# Of control characters only line breaks are escaped; schedule.sh lets no other one in.
json_string() {
  local text=${1//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"' "${text//$'\n'/\\n}"
}

json_or_null() {
  if [[ $1 ]]; then json_string "$1"; else printf 'null'; fi
}

# Of two values of one name the later counts.
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

# The file with each ${NAME} replaced by its value, which is not looked at again, as Terraform's templatefile does it.
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
