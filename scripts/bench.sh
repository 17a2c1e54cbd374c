# Sourced by ./tributary. `bench`: numbers of the release programs, with what they were measured on.
# shellcheck shell=bash

bench() {
  need_node_modules
  compile release bench_programs
  say "$(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2- | sed 's/^ *//'), $(nproc) cores, $(uname -sr), $(git describe --always --dirty 2>/dev/null || echo 'no commit')"
  exec node tests/bench/run.mjs "$@"
}
