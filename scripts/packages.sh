# Sourced by ./tributary. Installs what is missing, says so first, and touches nothing when nothing is.
# shellcheck shell=bash

# What `run` needs: to build and serve. What `test` adds: browsers, fonts, GoogleTest.
PACKAGES_RUN=(g++ cmake ninja-build ccache git ca-certificates pkg-config dpkg-dev xz-utils python3 brotli esbuild binaryen
  debian-archive-keyring libboost1.81-dev libsqlite3-dev libssl-dev libsodium-dev)
PACKAGES_TEST=(libgtest-dev clang chromium fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji)

# Node and npm are asked for by command: where another Node than Debian's is installed, Debian's npm cannot be.
missing_packages() {  # missing_packages run|test
  local wanted=("${PACKAGES_RUN[@]}") have
  [ "$1" = test ] && wanted+=("${PACKAGES_TEST[@]}")
  [ -n "${EMSDK:-}" ] || wanted+=(emscripten)
  # shellcheck disable=SC2016  # dpkg-query's own variables
  have=" $(dpkg-query -W -f '${Package}=${db:Status-Status} ' "${wanted[@]}" 2>/dev/null || true)"
  local package
  for package in "${wanted[@]}"; do
    [[ "$have" == *" $package=installed "* ]] || printf '%s ' "$package"
  done
  command -v node >/dev/null || printf 'nodejs '
  [ "$1" = run ] || command -v npm >/dev/null || printf 'npm '
}

need_packages() {  # need_packages run|test
  command -v dpkg-query >/dev/null || die "This script installs Debian packages and this is not a Debian system. scripts/packages.sh lists what is needed."
  local missing as_root=()
  missing=$(missing_packages "$1")
  [ -z "$missing" ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null && ! { [ -t 0 ] && command -v sudo >/dev/null; }; then
      die "Missing packages. Install them as root, then come back:
  apt-get update && apt-get install -y --no-install-recommends $missing"
    fi
    as_root=(sudo)
  fi
  say "Installing Debian packages: $missing"
  as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0)
  step "Reading the package lists" "${as_root[@]}" update
  # shellcheck disable=SC2086  # a list of names
  step "Installing packages" "${as_root[@]}" install -y --no-install-recommends $missing
}

need_node_modules() {
  local modules=tests/e2e/node_modules
  if [ -f "$modules/.package-lock.json" ] && [ ! tests/e2e/package-lock.json -nt "$modules/.package-lock.json" ]; then return 0; fi
  step "Installing the browser test's npm packages" npm --prefix tests/e2e ci --ignore-scripts --no-audit --no-fund
  touch "$modules/.package-lock.json"
}
