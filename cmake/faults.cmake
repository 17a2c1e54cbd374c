# The crash proofs: a library loaded into the real relay, the program that drives them, and a relay with planted
# mistakes that they must notice. Without sanitizers: the library goes in front of whatever relay it is loaded into.
function(plain target)
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_options(${target} PRIVATE -O1 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
endfunction()
add_library(faultline MODULE tests/faults/preload.cpp)
add_library(faultmemory MODULE tests/faults/memory.cpp)
plain(faultline)
plain(faultmemory)
target_link_libraries(faultline PRIVATE ${CMAKE_DL_LIBS})

file(GLOB FAULT_SOURCES CONFIGURE_DEPENDS tests/faults/*.cpp)
list(FILTER FAULT_SOURCES EXCLUDE REGEX "/(preload|memory)\\.cpp$")
add_executable(faults ${FAULT_SOURCES})
plain(faults)
target_compile_definitions(faults PRIVATE FAULTLINE_LIBRARY="$<TARGET_FILE:faultline>" FAULTMEMORY_LIBRARY="$<TARGET_FILE:faultmemory>"
                           FAULT_SCHEMAS="${CMAKE_SOURCE_DIR}/tests/fixtures/schema")
target_link_libraries(faults PRIVATE PkgConfig::SQLITE OpenSSL::Crypto Threads::Threads)
add_dependencies(faults faultline faultmemory)

add_executable(relay_planted $<TARGET_OBJECTS:tributary-relay> tests/planted/relay_planted.cpp)
target_link_libraries(relay_planted PRIVATE relay_host relay_demo web_assets docs_assets tributary_json)
