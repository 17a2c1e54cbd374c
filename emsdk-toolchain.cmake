# Emscripten: $EMSDK when set, else the distribution's (Debian 12: 3.1.6).
if(DEFINED ENV{EMSDK})
  set(EMSCRIPTEN_ROOT "$ENV{EMSDK}/upstream/emscripten")
else()
  set(EMSCRIPTEN_ROOT /usr/share/emscripten)
  # Debian's optimised links need acorn from Debian's node packages.
  set(ENV{NODE_PATH} /usr/share/nodejs)
endif()
include(${EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake)
