# Files compiled into the programs: each becomes {path, type, bytes, brotli, gzip, content hash} in a table
# (assets/embed.h). Precompressed once, at build time.
function(embed name)  # embed(NAME FOLDER…): all files below the folders
  set(out ${CMAKE_BINARY_DIR}/embed/${name}.cpp)
  set(inputs)
  foreach(folder ${ARGN})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${folder}/*)
    list(APPEND inputs ${found})
  endforeach()
  add_custom_command(OUTPUT ${out}
    COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/embed.py ${name} ${out} ${ARGN}
    DEPENDS ${inputs} ${CMAKE_SOURCE_DIR}/cmake/embed.py VERBATIM)
  add_library(${name} STATIC ${out})
  target_link_libraries(${name} PUBLIC tributary_flags)
endfunction()

set(TRIBUTARY_WEB_OUT ${CMAKE_SOURCE_DIR}/build/web/site CACHE PATH "where the web build put the page")
embed(web_assets ${TRIBUTARY_WEB_OUT})
embed(sandbox_assets ${CMAKE_SOURCE_DIR}/sandbox/page)
configure_file(${CMAKE_SOURCE_DIR}/docs/openapi.yaml ${CMAKE_BINARY_DIR}/embed/docs/openapi.yaml COPYONLY)
embed(docs_assets ${CMAKE_BINARY_DIR}/embed/docs)
