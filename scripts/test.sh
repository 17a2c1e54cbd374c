# Sourced by ./tributary. `test`: builds what the chosen suites need and hands over to scripts/suites.py.
# shellcheck shell=bash

# What a name chooses besides native suites: nothing chosen is everything.
wants() {  # wants PATTERN…: does any name match one?
  [ ${#names[@]} -eq 0 ] && return 0
  local name pattern
  for name in "${names[@]}"; do
    for pattern in "$@"; do
      # shellcheck disable=SC2053  # patterns are meant
      [[ "$name" == $pattern ]] && return 0
    done
  done
  return 1
}

native_wanted() {
  [ ${#names[@]} -eq 0 ] && return 0
  local name
  for name in "${names[@]}"; do
    case "$name" in e2e* | wasm* | *selftest* | sandbox*) ;; *) return 0 ;; esac
  done
  return 1
}

# `test teeth`: every planted mistake with caught or missed.
command_teeth() {
  need_packages test
  build_web
  build_debug
  exec python3 scripts/teeth.py "$@"
}

# `test fuzz --long [TARGET]`: libFuzzer's guided search, eight hours a target unless FUZZ_SECONDS says otherwise.
command_fuzz() {
  need_packages test
  local seconds=${FUZZ_SECONDS:-28800} target found=no
  mkdir -p "$BUILD"
  fetch_imgui
  configure fuzz
  compile fuzz fuzz_guided
  for target in tests/fixtures/fuzz/*/; do
    target=$(basename "$target")
    [ $# -eq 0 ] || [ "$1" = "$target" ] || continue
    found=yes
    mkdir -p "build/fuzz/corpus/$target"
    printf '%s: %s s, new inputs in build/fuzz/corpus/%s\n' "$target" "$seconds" "$target"
    TRIBUTARY_FUZZ_TARGET=$target build/fuzz/fuzz_guided -max_total_time="$seconds" -timeout=2 -rss_limit_mb=2048 -max_len=4096 \
      -artifact_prefix="build/fuzz/$target-" "build/fuzz/corpus/$target" "tests/fixtures/fuzz/$target"
  done
  [ "$found" = yes ] || die "There is no fuzz target called \"$1\": see tests/fixtures/fuzz."
}

command_test() {
  if [ "${1:-}" = teeth ]; then shift; command_teeth "$@"; fi
  if [ "${1:-}" = fuzz ] && [ "${2:-}" = --long ]; then shift 2; command_fuzz "$@"; return; fi
  quick=no long=no names=()
  local arg begun=$SECONDS
  for arg in "$@"; do
    case "$arg" in
      --quick) quick=yes ;;
      --long) long=yes ;;  # by hand and by name: the numbers of a night
      -*) die "test does not know \"$arg\": test [--quick | --long] [NAME…]" ;;
      *) names+=("$arg") ;;
    esac
  done
  need_packages test
  # The page first: the programs and some tests have it inside.
  build_web
  if wants 'wasm*'; then compile web sim; fi
  if native_wanted || wants 'wasm*'; then build_debug; fi
  if [ "$quick" = no ] && wants 'e2e*' '*selftest*' 'sandbox*' 'faults*'; then
    build_release
    need_node_modules
  fi
  printf 'Everything is built: %s s\n' "$((SECONDS - begun))"
  local flags=()
  [ "$quick" = yes ] && flags+=(--quick)
  [ "$long" = yes ] && flags+=(--long)
  exec python3 scripts/suites.py "${flags[@]}" -- "${names[@]}"
}
