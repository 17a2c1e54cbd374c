# The English words of the interface, compiled into the page: a language that cannot be fetched falls back to them.
set(ENGLISH_WORDS ${CMAKE_BINARY_DIR}/generated/english.cpp)
add_custom_command(OUTPUT ${ENGLISH_WORDS}
  COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/words.py ${CMAKE_SOURCE_DIR}/assets/locale/en.json ${ENGLISH_WORDS}
  DEPENDS ${CMAKE_SOURCE_DIR}/assets/locale/en.json ${CMAKE_SOURCE_DIR}/cmake/words.py VERBATIM)
