# Sourced by ./tributary. `test`: builds what the chosen suites need and hands over to scripts/suites.py.
# shellcheck shell=bash

wanted() {  # wanted SUITE: is it chosen? No name chooses all; e2e/main_path chooses the suite e2e.
  [ ${#names[@]} -eq 0 ] && return 0
  local name
  for name in "${names[@]}"; do
    [[ "$1" == *"$name"* || "$name" == "$1"* ]] && return 0
  done
  return 1
}

native_wanted() {  # anything that is neither e2e nor the WASM run is a native suite
  [ ${#names[@]} -eq 0 ] && return 0
  local name
  for name in "${names[@]}"; do
    case "$name" in e2e* | wasm*) ;; *) return 0 ;; esac
  done
  return 1
}

command_test() {
  quick=no names=()
  local arg begun=$SECONDS
  for arg in "$@"; do
    case "$arg" in
      --quick) quick=yes ;;
      -*) die "test does not know \"$arg\": test [--quick] [NAME…]" ;;
      *) names+=("$arg") ;;
    esac
  done
  need_packages test
  # The page first: the programs and some tests have it inside.
  build_web
  if native_wanted || wanted wasm_sim; then build_debug; fi
  if [ "$quick" = no ] && wanted e2e; then
    build_release
    need_node_modules
  fi
  printf 'Everything is built: %s s\n' "$((SECONDS - begun))"
  local flags=()
  [ "$quick" = yes ] && flags+=(--quick)
  exec python3 scripts/suites.py "${flags[@]}" -- "${names[@]}"
}
