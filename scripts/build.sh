# Sourced by ./tributary. Three builds: web (the page), release (the programs, with the page inside), debug (the tests).
# shellcheck shell=bash

# Debian's Emscripten links with acorn, which a Node from elsewhere does not look for.
[ -n "${EMSDK:-}" ] || export NODE_PATH=${NODE_PATH:-/usr/share/nodejs}

# A second clone of the same tree finds what the first one compiled.
export CCACHE_BASEDIR=$ROOT CCACHE_NOHASHDIR=1

# Configures a preset when it never was, or when what the configuration was made from has changed.
configure() {  # configure PRESET
  local stamp="$BUILD/stamp-$1.txt" now
  now="$(cksum <CMakePresets.json) emsdk=${EMSDK:-} imgui=${IMGUI_DIR:-} root=$ROOT"
  if [ -f "$BUILD/$1/build.ninja" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then return 0; fi
  step "Configuring $1" cmake --preset "$1"
  printf '%s' "$now" >"$stamp"
}

compile() {  # compile PRESET [TARGET…]
  step "Building $1" ninja -C "$BUILD/$1" "${@:2}"
}

fetch_imgui() { step "Getting the Dear ImGui sources" bash cmake/fetch_imgui.sh; }

build_web() {
  mkdir -p "$BUILD"
  fetch_imgui
  configure web
  compile web
}

build_release() {  # needs the page: it is compiled in
  build_web
  configure release
  compile release tributary-relay tributary-sandbox
}

build_debug() {  # build_debug [TARGET…]
  mkdir -p "$BUILD"
  fetch_imgui
  configure debug
  compile debug "$@"
}
