# The page: WebAssembly, the glue around it, and the site folder the relay embeds. Nothing here needs npm.
# Emscripten asks clang to inline nothing at -Oz, not even what is shorter than its call: that made the code twice as large.
set(CMAKE_CXX_FLAGS_MINSIZEREL "-Oz -finline-functions -DNDEBUG")
# Instructions that every browser with ES2022 has; one thread, and a page that never ends by itself.
string(APPEND CMAKE_CXX_FLAGS_MINSIZEREL " -msign-ext -mbulk-memory -mnontrapping-fptoint -fno-threadsafe-statics -fno-c++-static-destructors")
# Functions of one file carry its mark, so that split.py can tell whose they are.
string(APPEND CMAKE_CXX_FLAGS_MINSIZEREL " -funique-internal-linkage-names")
# Boost's headers alone: with all of /usr/include the C library of this machine would come along.
set(BOOST_ONLY ${CMAKE_BINARY_DIR}/boost_only)
file(MAKE_DIRECTORY ${BOOST_ONLY})
if(NOT EXISTS ${BOOST_ONLY}/boost)
  file(CREATE_LINK /usr/include/boost ${BOOST_ONLY}/boost SYMBOLIC)
endif()
target_include_directories(tributary_flags SYSTEM INTERFACE ${BOOST_ONLY})
target_compile_options(tributary_flags INTERFACE -DBOOST_NO_EXCEPTIONS)
# Boost.JSON's sources are compiled there with names of the language redefined; clang minds, GCC does not.
set_source_files_properties(core/wire/json_library.cpp PROPERTIES COMPILE_OPTIONS -Wno-keyword-macro)
# The distribution's optimising linker looks for acorn where Debian's node packages lie.
if(NOT DEFINED ENV{EMSDK})
  set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
endif()

include(cmake/imgui.cmake)
include(cmake/words.cmake)
file(GLOB_RECURSE WEB_APP CONFIGURE_DEPENDS web/app/*.cpp)
file(GLOB WEB_TEXT CONFIGURE_DEPENDS web/text/*.cpp)
list(REMOVE_ITEM WEB_TEXT ${CMAKE_SOURCE_DIR}/web/text/empty_font.cpp ${CMAKE_SOURCE_DIR}/web/text/imgui_words.cpp)  # part of imgui
file(GLOB WEB_BROWSER CONFIGURE_DEPENDS web/platform/browser*.cpp)
file(GLOB WEB_SITE CONFIGURE_DEPENDS web/platform/js/*.js web/shell/*)
set(IMPORTS ${CMAKE_SOURCE_DIR}/web/platform/imports.js)

add_executable(app ${WEB_APP} ${ENGLISH_WORDS} ${WORD_KEYS} ${WEB_TEXT} ${WEB_BROWSER})
target_include_directories(app PRIVATE ${WORD_KEYS_FOLDER})
target_link_libraries(app PRIVATE tributary_core imgui tributary_no_throw)
target_link_options(app PRIVATE
  -Oz -fno-exceptions --js-library ${IMPORTS} -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=web -sFILESYSTEM=0
  -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=16777216 -sDYNAMIC_EXECUTION=0 -sASSERTIONS=0
  --profiling-funcs -Wl,--no-demangle -sBINARYEN_EXTRA_PASSES=--one-caller-inline-max-function-size=0)  # split.py goes by names, and inlines
set_target_properties(app PROPERTIES LINK_DEPENDS ${IMPORTS})

# What the first screen needs, and what comes later; cut with the tools that belong to the linker.
set(PARTS ${CMAKE_BINARY_DIR}/parts)
set(LATER ${CMAKE_SOURCE_DIR}/web/later.txt)
add_custom_command(OUTPUT ${PARTS}/app.wasm ${PARTS}/later.wasm
  COMMAND ${CMAKE_COMMAND} -E env "PATH=$ENV{EMSDK}/upstream/bin:$ENV{PATH}" python3 ${CMAKE_SOURCE_DIR}/cmake/split.py ${LATER} ${CMAKE_BINARY_DIR}/app.wasm ${PARTS} ${EMSCRIPTEN_ROOT}/emnm
          $<TARGET_OBJECTS:app> $<TARGET_OBJECTS:imgui> $<TARGET_OBJECTS:tributary_core>
  DEPENDS app ${LATER} ${CMAKE_SOURCE_DIR}/cmake/split.py COMMAND_EXPAND_LISTS VERBATIM)

# site.py gives every file a name that carries its hash, except index.html.
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/site/index.html
  COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/site.py ${CMAKE_BINARY_DIR}/site ${CMAKE_SOURCE_DIR}/web/shell
          ${CMAKE_SOURCE_DIR}/web/platform/js ${CMAKE_BINARY_DIR}/app.js ${PARTS}/app.wasm ${PARTS}/later.wasm ${WEB_LOCALES}
  DEPENDS app ${PARTS}/app.wasm ${PARTS}/later.wasm ${WEB_SITE} ${WEB_LOCALES} ${CMAKE_SOURCE_DIR}/cmake/site.py VERBATIM)
add_custom_target(site ALL DEPENDS ${CMAKE_BINARY_DIR}/site/index.html)

# The same seeds as natively, under node: digests must agree.
file(GLOB SIM CONFIGURE_DEPENDS tests/sim/*.cpp)
if(EXISTS ${CMAKE_SOURCE_DIR}/tests/sim/sim.cpp)
  add_executable(sim EXCLUDE_FROM_ALL ${SIM})
  # Indices are drawn as 64 bits and bounded by a container's size; only here is that container's size_t narrower.
  set_source_files_properties(${SIM} PROPERTIES COMPILE_OPTIONS "-Wno-shorten-64-to-32;-Wno-sign-conversion")
  target_link_libraries(sim PRIVATE tributary_core tributary_no_throw)
  target_link_options(sim PRIVATE -O2 -fno-exceptions -sENVIRONMENT=node -sFILESYSTEM=0 -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1)
endif()
