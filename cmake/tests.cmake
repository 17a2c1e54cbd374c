# One program per room, so that a change rebuilds little. Tests read as sentences.
find_package(GTest REQUIRED)
include(GoogleTest)

function(test_room name)  # test_room(NAME LIBS… SOURCES pattern…)
  cmake_parse_arguments(T "" "" "LIBS;SOURCES" ${ARGN})
  set(sources)
  foreach(pattern ${T_SOURCES})
    file(GLOB found CONFIGURE_DEPENDS ${pattern})
    list(APPEND sources ${found})
  endforeach()
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_compile_definitions(${name} PRIVATE TRIBUTARY_ROOT="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${T_LIBS} GTest::gtest GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES TIMEOUT 600)
endfunction()

test_room(tidy_test LIBS tributary_flags SOURCES tests/tidy_test.cpp)
test_room(core_test LIBS tributary_core tributary_json SOURCES tests/core/*.cpp)
test_room(http_test LIBS relay_http SOURCES tests/relay/http/*.cpp)
test_room(provider_test LIBS relay_provider SOURCES tests/relay/provider/*.cpp)
test_room(store_test LIBS relay_store SOURCES tests/relay/store/*.cpp)
set(SOCKET_TESTS tests/relay/host/reconnect_test.cpp tests/relay/host/slow_readers_test.cpp tests/relay/host/overload_test.cpp tests/relay/host/clock_test.cpp)
set(SOCKET_SUPPORT tests/relay/host/living_relay.cpp tests/relay/host/socket_client.cpp tests/relay/host/page_client.cpp tests/relay/host/fault_proxy.cpp)
test_room(host_test LIBS relay_host relay_demo web_assets SOURCES tests/relay/host/*.cpp relay/app/backup.cpp relay/app/commands.cpp relay/app/demo.cpp)
include(cmake/web_native.cmake)
test_room(web_app_test LIBS web_app_native tributary_json SOURCES tests/web/app/*.cpp)

# The simulation: 200 seeds in the ordinary run; sim_planted compiles the engine with its known mistakes
# behind a number and must catch every one.
file(GLOB SIM_SOURCES CONFIGURE_DEPENDS tests/sim/*.cpp)
add_executable(sim ${SIM_SOURCES})
target_link_libraries(sim PRIVATE tributary_core)
add_test(NAME sim COMMAND sim --seed 1 --runs 200 --steps 100)
add_executable(sim_planted ${SIM_SOURCES} ${CORE_SOURCES})
target_compile_definitions(sim_planted PRIVATE TRIBUTARY_PLANTED)
target_compile_options(sim_planted PRIVATE -O1)  # it plays up to 160 runs
target_link_libraries(sim_planted PRIVATE tributary_flags tributary_no_throw)
add_test(NAME sim_planted COMMAND sim_planted --bugs)
set_tests_properties(sim sim_planted PROPERTIES TIMEOUT 600)

# The store's known mistakes: its own tests must notice each of them.
file(GLOB STORE_SOURCES CONFIGURE_DEPENDS relay/store/*.cpp)
add_executable(store_planted tests/planted/store_planted.cpp ${STORE_SOURCES} tests/relay/store/dedupe_test.cpp tests/relay/store/durability_test.cpp tests/relay/store/upgrade_test.cpp)
target_compile_definitions(store_planted PRIVATE TRIBUTARY_PLANTED TRIBUTARY_ROOT="${CMAKE_SOURCE_DIR}")
target_link_libraries(store_planted PRIVATE tributary_core tributary_json PkgConfig::SQLITE PkgConfig::SODIUM GTest::gtest)
add_executable(host_planted tests/planted/host_planted.cpp relay/host/courier.cpp relay/host/reconciler.cpp relay/host/hub.cpp relay/app/backup.cpp relay/app/commands.cpp relay/app/demo.cpp
               tests/relay/host/living_relay.cpp tests/relay/host/socket_client.cpp tests/relay/host/replies_test.cpp tests/relay/host/recovery_test.cpp)
target_compile_definitions(host_planted PRIVATE TRIBUTARY_PLANTED TRIBUTARY_ROOT="${CMAKE_SOURCE_DIR}")
target_link_libraries(host_planted PRIVATE relay_host relay_demo tributary_json GTest::gtest)
# The sockets', the gates' and the clock's known mistakes. The same sources as their rooms', compiled with the mistakes in.
file(GLOB SYNC_SOURCES CONFIGURE_DEPENDS core/sync/*.cpp)
add_executable(sockets_planted tests/planted/sockets_planted.cpp ${SOCKET_TESTS} ${SOCKET_SUPPORT} tests/relay/host/socket_test.cpp tests/relay/http/conformance_test.cpp
               ${SYNC_SOURCES} relay/host/clock.cpp relay/host/overload.cpp relay/host/hub.cpp relay/host/courier.cpp relay/host/media_fetcher.cpp
               relay/http/peer.cpp relay/http/ws_codec.cpp)
target_compile_definitions(sockets_planted PRIVATE TRIBUTARY_PLANTED TRIBUTARY_ROOT="${CMAKE_SOURCE_DIR}")
target_link_libraries(sockets_planted PRIVATE relay_host tributary_json GTest::gtest)
add_test(NAME sockets_planted COMMAND sockets_planted WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(sockets_planted PROPERTIES TIMEOUT 600)
add_test(NAME host_planted COMMAND host_planted WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
add_test(NAME store_planted COMMAND store_planted WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(store_planted host_planted PROPERTIES TIMEOUT 300)
include(cmake/faults.cmake)
test_room(web_platform_test LIBS web_app_native tributary_json SOURCES tests/web/platform/*.cpp)

# Who is let in, what is believed, what is sent: tests and teeth are one program. The files with known mistakes are
# compiled once more with them, and stand before the library's own.
add_library(guard_mistakes OBJECT relay/api/access.cpp relay/api/answers.cpp relay/api/admin_api.cpp relay/api/hooks_api.cpp relay/api/router.cpp relay/api/session_api.cpp
  relay/host/agent_socket.cpp relay/host/courier.cpp relay/host/house.cpp relay/host/hub.cpp relay/host/ingest.cpp core/inbox/delivery.cpp)
target_compile_definitions(guard_mistakes PRIVATE TRIBUTARY_PLANTED)
target_link_libraries(guard_mistakes PRIVATE relay_host tributary_json)
file(GLOB GUARD_SOURCES CONFIGURE_DEPENDS tests/relay/guard/*.cpp)
add_executable(guard_test tests/planted/guard_planted.cpp ${GUARD_SOURCES} tests/relay/host/living_relay.cpp tests/relay/host/socket_client.cpp $<TARGET_OBJECTS:guard_mistakes>)
target_compile_definitions(guard_test PRIVATE TRIBUTARY_PLANTED TRIBUTARY_ROOT="${CMAKE_SOURCE_DIR}")
target_link_libraries(guard_test PRIVATE relay_host tributary_json GTest::gtest)
add_test(NAME guard_test COMMAND guard_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
add_test(NAME guard_planted COMMAND guard_test --bugs WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(guard_test guard_planted PROPERTIES TIMEOUT 600)

# Fuzzing: corpora and our own bending under any compiler; libFuzzer's guided search where the compiler has it
# (cmake --preset fuzz, docs/fuzzing.md).
set(FUZZ_SOURCES tests/fuzz/doors.cpp tests/fuzz/inside.cpp tests/fuzz/fuzz_run.cpp)
add_executable(fuzz ${FUZZ_SOURCES})
target_compile_definitions(fuzz PRIVATE TRIBUTARY_ROOT="${CMAKE_SOURCE_DIR}")
target_link_libraries(fuzz PRIVATE relay_host tributary_json)
add_test(NAME fuzz COMMAND fuzz --seconds 3 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(fuzz PROPERTIES TIMEOUT 300)
option(TRIBUTARY_GUIDED "libFuzzer over the same targets (clang)" OFF)
if(TRIBUTARY_GUIDED)
  add_executable(fuzz_guided ${FUZZ_SOURCES} tests/fuzz/guided.cpp)
  target_compile_definitions(fuzz_guided PRIVATE TRIBUTARY_GUIDED TRIBUTARY_ROOT="${CMAKE_SOURCE_DIR}")
  target_link_libraries(fuzz_guided PRIVATE relay_host tributary_json -fsanitize=fuzzer)
endif()
