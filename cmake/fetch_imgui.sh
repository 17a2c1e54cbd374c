#!/bin/sh
# Puts Dear ImGui 1.90.1 (Debian trixie's source package) into third_party/imgui. Does nothing when it is there,
# or when IMGUI_DIR names another copy; needs the network once. Only sources are fetched, nothing is installed.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
target="$root/third_party/imgui"
version=1.90.1

say() { echo "fetch_imgui: $*" >&2; }
is_imgui() { [ -f "$1/imgui.h" ] && [ -f "$1/imgui_draw.cpp" ]; }

if [ -n "${IMGUI_DIR:-}" ]; then
  is_imgui "$IMGUI_DIR" && exit 0
  say "IMGUI_DIR is '$IMGUI_DIR', but there is no imgui.h in it."
  exit 1
fi
is_imgui "$target" && exit 0

for tool in apt-get dpkg-source xz; do
  command -v "$tool" >/dev/null || { say "needs $tool (packages apt, dpkg-dev, xz-utils)."; exit 1; }
done
# The archive this machine already uses; trixie lies beside bookworm in it.
archive=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
  awk '$2 == "bookworm" && $3 == "main" { print $1; exit }')
[ -n "$archive" ] || { say "apt knows no Debian bookworm archive; put Dear ImGui $version somewhere and set IMGUI_DIR."; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/source"
echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive trixie main" >"$work/sources.list"
private_apt() {
  apt-get -q -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User= "$@"
}
if ! { private_apt update && cd "$work/source" && private_apt source --only-source imgui; } >"$work/log" 2>&1; then
  tail -n 5 "$work/log" >&2
  say "could not fetch the source package; with no network, put Dear ImGui $version somewhere and set IMGUI_DIR."
  exit 1
fi
unpacked=$(find "$work/source" -maxdepth 1 -type d -name 'imgui-*')
is_imgui "$unpacked" || { say "the source package does not look like Dear ImGui."; exit 1; }
grep -q "\"$version\"" "$unpacked/imgui.h" || { say "trixie's imgui is no longer $version; set IMGUI_DIR."; exit 1; }
mkdir -p "$root/third_party"
mv "$unpacked" "$target"
