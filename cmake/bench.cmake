# What `./tributary bench` measures with; built only when it is asked for, and never with the sanitizers of the tests.
function(bench_program name)
  add_executable(${name} EXCLUDE_FROM_ALL ${ARGN})
  target_link_libraries(${name} PRIVATE tributary_flags)
endfunction()

bench_program(hook_load tests/bench/load/hook_load.cpp)
target_link_libraries(hook_load PRIVATE OpenSSL::Crypto)
bench_program(fan_load tests/bench/load/fan_load.cpp)
bench_program(yardstick tests/bench/load/yardstick.cpp)
target_link_libraries(yardstick PRIVATE OpenSSL::Crypto PkgConfig::SQLITE)
bench_program(store_bench tests/bench/store_bench.cpp)
target_link_libraries(store_bench PRIVATE relay_store)
bench_program(search_bench tests/bench/search_bench.cpp)
target_link_libraries(search_bench PRIVATE relay_store)
add_library(counting SHARED EXCLUDE_FROM_ALL tests/bench/load/counting.cpp)
target_link_libraries(counting PRIVATE tributary_flags ${CMAKE_DL_LIBS})

add_custom_target(bench_programs DEPENDS hook_load fan_load yardstick store_bench search_bench counting)
