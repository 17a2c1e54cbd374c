# Sourced by ./tributary. `run`: the relay, the sandbox phones, and the links to them.
# shellcheck shell=bash

RELAY="$BUILD/release/tributary-relay"
SANDBOX="$BUILD/release/tributary-sandbox"
relay_pid="" sandbox_pid=""

stop_all() {
  trap '' INT TERM HUP
  # The sandbox first: it is the one that keeps sending.
  [ -n "$sandbox_pid" ] && kill -TERM "$sandbox_pid" 2>/dev/null && wait "$sandbox_pid" 2>/dev/null
  [ -n "$relay_pid" ] && kill -TERM "$relay_pid" 2>/dev/null && wait "$relay_pid" 2>/dev/null
  relay_pid="" sandbox_pid=""
  return 0
}

hex() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }

# The made-up Twilio account that the relay and the sandbox share; made once, kept with the data.
sandbox_account() {
  local file="$data/sandbox.env"
  if [ ! -f "$file" ]; then
    (umask 077; printf 'SANDBOX_ACCOUNT_SID=AC%s\nSANDBOX_AUTH_TOKEN=%s\n' "$(hex 16)" "$(hex 16)" >"$file")
  fi
  # shellcheck disable=SC1090
  . "$file"
  export PLATFORM_TWILIO_ACCOUNT_SID=$SANDBOX_ACCOUNT_SID PLATFORM_TWILIO_AUTH_TOKEN=$SANDBOX_AUTH_TOKEN
  export PLATFORM_TWILIO_SMS_NUMBER=+15550100900 PLATFORM_TWILIO_WHATSAPP_NUMBER=whatsapp:+15550100900
  export TWILIO_API_BASE="http://127.0.0.1:$sandbox_port" MEDIA_HOSTS_ALLOWED="127.0.0.1:$sandbox_port"
}

wait_until_up() {  # wait_until_up NAME PID PORT PATH LOG
  local tries=0
  until http_ok "$3" "$4"; do
    kill -0 "$2" 2>/dev/null || { tail -n 5 "$5" >&2; die "$1 did not start. Its words are in $5"; }
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || die "$1 has not answered for 30 s. Its words are in $5"
    sleep 0.1
  done
}

# A fresh one-use link; the person is made when missing.
sign_in_link() {  # sign_in_link EMAIL NAME ROLE
  local link
  if ! link=$("$RELAY" setup-link --data "$data" --email "$1" 2>/dev/null); then
    "$RELAY" create-user --data "$data" --email "$1" --name "$2" --role "$3" --no-password >/dev/null
    link=$("$RELAY" setup-link --data "$data" --email "$1")
  fi
  printf '%s' "${link##*[[:space:]]}"
}

parse_run_options() {
  port=${TRIBUTARY_PORT:-8080} data=${TRIBUTARY_DATA:-$ROOT/data} with_sandbox=yes
  while [ $# -gt 0 ]; do
    case "$1" in
      --port) port=${2:?--port needs a number}; shift 2 ;;
      --data) data=${2:?--data needs a folder}; shift 2 ;;
      --no-sandbox) with_sandbox=no; shift ;;
      *) die "run does not know \"$1\": run [--port N] [--data DIR] [--no-sandbox]" ;;
    esac
  done
  [[ "$port" =~ ^[0-9]{1,5}$ ]] && [ "$port" -ge 1 ] && [ "$port" -le 65534 ] || die "The port must be a number from 1 to 65534, not \"$port\"."
  [ "$with_sandbox" = yes ] && [ -n "${PLATFORM_TWILIO_ACCOUNT_SID:-}" ] && with_sandbox=real
  sandbox_port=$((port + 1))
}

check_ports() {
  port_is_taken "$port" && die "Port $port is taken by another program. Choose another one: ./tributary run --port $((port + 10))"
  [ "$with_sandbox" = yes ] && port_is_taken "$sandbox_port" &&
    die "Port $sandbox_port, for the sandbox phones, is taken by another program. Choose others: ./tributary run --port $((port + 10))"
  return 0
}

start_programs() {
  mkdir -p "$data"
  data=$(cd "$data" && pwd -P)
  [ "$with_sandbox" = yes ] && sandbox_account
  trap 'stop_all' EXIT
  trap 'exit 0' INT TERM HUP
  "$RELAY" serve --data "$data" --listen "127.0.0.1:$port" >"$data/relay.log" 2>&1 </dev/null &
  relay_pid=$!
  wait_until_up "The relay" "$relay_pid" "$port" /healthz "$data/relay.log"
  [ "$with_sandbox" = yes ] || return 0
  "$SANDBOX" --listen "127.0.0.1:$sandbox_port" --webhook-base "http://127.0.0.1:$port" --data "$data/sandbox" \
    --account-sid "$SANDBOX_ACCOUNT_SID" --auth-token "$SANDBOX_AUTH_TOKEN" >"$data/sandbox.log" 2>&1 </dev/null &
  sandbox_pid=$!
  wait_until_up "The sandbox" "$sandbox_pid" "$sandbox_port" / "$data/sandbox.log"
}

print_links() {
  local you sam
  you=$(sign_in_link you@localhost You admin)
  sam=$(sign_in_link sam@localhost Sam agent)
  say ""
  say "  Inbox            $you"
  say "  A second agent   $sam"
  if [ "$with_sandbox" = yes ]; then say "  Sandbox phones   http://localhost:$sandbox_port/"; fi
  say "  Documentation    file://$ROOT/README.md"
  say ""
  say "Each sign-in link works once, for 60 minutes. Open the second one in another browser or a private window."
  case "$with_sandbox" in
    real) say "Messages go through your Twilio account $PLATFORM_TWILIO_ACCOUNT_SID; the sandbox phones are not started." ;;
    no) say "The sandbox phones are not started." ;;
  esac
  say "Data is in $data. Ctrl+C stops everything."
}

command_run() {
  parse_run_options "$@"
  check_ports
  need_packages run
  build_release
  start_programs
  print_links
  # Until Ctrl+C, or until one of them ends by itself, which is worth a word.
  local status=0
  wait -n || status=$?
  if ! kill -0 "$relay_pid" 2>/dev/null; then say "The relay has ended (status $status):"; tail -n 5 "$data/relay.log"
  else say "The sandbox has ended (status $status):"; tail -n 5 "$data/sandbox.log"; fi
  exit 1
}
