# Sourced by ./tributary. What every part needs.
# shellcheck shell=bash
BUILD="$ROOT/build"

say() { printf '%s\n' "$*"; }
die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Runs a step quietly: its output goes to a log that is shown only when it fails, with the seconds it took.
step() {  # step "What it does" COMMAND…
  local what=$1 log begun=$SECONDS
  shift
  mkdir -p "$BUILD/logs"
  log="$BUILD/logs/$(printf '%s' "$what" | tr -cs 'a-zA-Z0-9' '-').log"
  if [ -t 1 ]; then printf '%s …\r' "$what"; fi
  if ! "$@" >"$log" 2>&1 </dev/null; then
    tail -n 60 "$log" >&2
    die "$what: failed. All of its output is in $log"
  fi
  # What took no time had nothing to do, and needs no line.
  if [ $((SECONDS - begun)) -gt 2 ]; then
    printf '%s: %s s\n' "$what" "$((SECONDS - begun))"
  elif [ -t 1 ]; then
    printf '\033[K'
  fi
}

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# One GET over a plain socket, so that nothing needs curl. True when the answer is 200.
http_ok() {  # http_ok PORT PATH
  local status
  exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3
  read -r -t 5 _ status _ <&3 || status=
  exec 3<&- 3>&-
  [ "$status" = 200 ]
} 2>/dev/null
