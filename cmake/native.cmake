# The relay, the sandbox and every native test.
option(TRIBUTARY_SANITIZE "ASan and UBSan" OFF)
target_compile_options(tributary_flags INTERFACE -fstack-protector-strong -fcf-protection -ftrivial-auto-var-init=zero -D_GLIBCXX_ASSERTIONS)
if(TRIBUTARY_SANITIZE)
  # Lines for the sanitizers' reports; whole debug information takes a third more time to compile and most of the disk.
  target_compile_options(tributary_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  target_compile_options(tributary_no_throw INTERFACE -fno-sanitize=vptr)
  target_link_options(tributary_flags INTERFACE -fsanitize=address,undefined)
  target_compile_definitions(tributary_flags INTERFACE TRIBUTARY_PLANTED)  # core/base/planted.h: never in what is shipped
else()
  # GCC 12 sees overlapping copies in std::string's operator+ where there are none, at -O2 and above (GCC bug 105329).
  target_compile_options(tributary_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -Wno-restrict)
  target_link_options(tributary_flags INTERFACE -pie -Wl,-z,relro,-z,now)
endif()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
# Coroutine frames are not parked in recycled blocks that are larger than they need.
add_compile_definitions(BOOST_ASIO_DISABLE_AWAITABLE_FRAME_RECYCLING BOOST_ASIO_NO_DEPRECATED)

function(room name)  # room(NAME GLOB… ) : one static library for one folder
  set(sources)
  foreach(pattern ${ARGN})
    file(GLOB found CONFIGURE_DEPENDS ${pattern})
    list(APPEND sources ${found})
  endforeach()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC tributary_flags tributary_core)
endfunction()

# Boost.JSON's own code lies in core, which has no RTTI: whoever includes its headers cannot have vtables checked.
add_library(tributary_json INTERFACE)
if(TRIBUTARY_SANITIZE)
  target_compile_options(tributary_json INTERFACE -fno-sanitize=vptr)
endif()

room(relay_http relay/http/*.cpp)
target_link_libraries(relay_http PUBLIC OpenSSL::SSL OpenSSL::Crypto Threads::Threads)
room(relay_provider relay/provider/*.cpp)
target_link_libraries(relay_provider PUBLIC relay_http OpenSSL::Crypto tributary_json)
room(relay_store relay/store/*.cpp)
target_link_libraries(relay_store PUBLIC PkgConfig::SQLITE PkgConfig::SODIUM OpenSSL::Crypto)
room(relay_demo relay/demo/*.cpp)
room(relay_host relay/host/*.cpp relay/api/*.cpp)
target_link_libraries(relay_host PUBLIC relay_http relay_provider relay_store)

include(cmake/assets.cmake)  # web_assets: what the page needs, compressed and compiled in

file(GLOB RELAY_APP CONFIGURE_DEPENDS relay/app/*.cpp)
add_executable(tributary-relay ${RELAY_APP})
target_link_libraries(tributary-relay PRIVATE relay_host relay_demo web_assets docs_assets)
file(GLOB SANDBOX CONFIGURE_DEPENDS sandbox/*.cpp)
add_executable(tributary-sandbox ${SANDBOX})
target_link_libraries(tributary-sandbox PRIVATE relay_http sandbox_assets tributary_json)
set_target_properties(tributary-relay tributary-sandbox PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

include(cmake/bench.cmake)

option(TRIBUTARY_TESTS "build the tests" ON)
if(TRIBUTARY_TESTS)
  enable_testing()
  include(cmake/tests.cmake)
endif()
