# The page's C++ compiled for this machine, on a platform without a browser (web/platform/headless.cpp): for tests.
include(cmake/imgui.cmake)
if(TRIBUTARY_SANITIZE)
  target_compile_options(imgui PRIVATE -fsanitize=address,undefined -fno-sanitize-recover=all)
endif()
file(GLOB_RECURSE WEB_APP CONFIGURE_DEPENDS web/app/*.cpp)
list(REMOVE_ITEM WEB_APP ${CMAKE_SOURCE_DIR}/web/app/main.cpp)
file(GLOB WEB_TEXT CONFIGURE_DEPENDS web/text/*.cpp)
list(REMOVE_ITEM WEB_TEXT ${CMAKE_SOURCE_DIR}/web/text/empty_font.cpp)  # part of imgui
file(GLOB WEB_HEADLESS CONFIGURE_DEPENDS web/platform/headless*.cpp)
if(WEB_TEXT)
  add_library(web_app_native STATIC ${WEB_APP} ${WEB_TEXT} ${WEB_HEADLESS})
  target_link_libraries(web_app_native PUBLIC tributary_core imgui PRIVATE tributary_no_throw)
endif()
