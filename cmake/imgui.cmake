# Dear ImGui for both builds, with the same switches: no TrueType reader (web/text/empty_font.cpp stands in for FreeType),
# no file access, no obsolete names, no printing and scanning by the C library (web/text/imgui_words.*).
if(DEFINED ENV{IMGUI_DIR})
  set(IMGUI_DIR "$ENV{IMGUI_DIR}")
else()
  set(IMGUI_DIR ${CMAKE_SOURCE_DIR}/third_party/imgui)
endif()
if(NOT EXISTS ${IMGUI_DIR}/imgui.h)
  message(FATAL_ERROR "Dear ImGui is missing in ${IMGUI_DIR}: run cmake/fetch_imgui.sh or set IMGUI_DIR.")
endif()
# Its own font is twelve kilobytes that compress to nothing less, and is never drawn with.
set(IMGUI_DRAW ${CMAKE_BINARY_DIR}/generated/imgui_draw.cpp)
add_custom_command(OUTPUT ${IMGUI_DRAW} COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/without_font.py ${IMGUI_DIR}/imgui_draw.cpp ${IMGUI_DRAW}
  DEPENDS ${IMGUI_DIR}/imgui_draw.cpp ${CMAKE_SOURCE_DIR}/cmake/without_font.py VERBATIM)
add_library(imgui STATIC ${IMGUI_DIR}/imgui.cpp ${IMGUI_DRAW} ${IMGUI_DIR}/imgui_tables.cpp ${IMGUI_DIR}/imgui_widgets.cpp
  ${CMAKE_SOURCE_DIR}/web/text/empty_font.cpp ${CMAKE_SOURCE_DIR}/web/text/imgui_words.cpp)
target_include_directories(imgui PRIVATE ${CMAKE_SOURCE_DIR})
target_include_directories(imgui SYSTEM PUBLIC ${IMGUI_DIR})
target_compile_definitions(imgui PUBLIC
  IMGUI_DISABLE_DEFAULT_FORMAT_FUNCTIONS IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_ENABLE_FREETYPE
  IMGUI_USE_WCHAR32 IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS)
target_compile_options(imgui PRIVATE -fno-exceptions -fno-rtti -include ${CMAKE_SOURCE_DIR}/web/text/imgui_words.h)
