# The English words of the interface, compiled in: a language that cannot be fetched falls back to them. The page's program has
# those of its first part, and every language in two files; natively, for tests, all of them are there from the start.
set(ENGLISH ${CMAKE_SOURCE_DIR}/assets/locale/en.json)
# Their keys, which the compiler turns into places (web/app/word_place.h).
set(WORD_KEYS_FOLDER ${CMAKE_BINARY_DIR}/generated)
set(WORD_KEYS ${WORD_KEYS_FOLDER}/web/app/word_keys.h)
add_custom_command(OUTPUT ${WORD_KEYS}
  COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/word_keys.py ${ENGLISH} ${WORD_KEYS}
  DEPENDS ${ENGLISH} ${CMAKE_SOURCE_DIR}/cmake/word_keys.py VERBATIM)
if(EMSCRIPTEN)
  set(WORDS ${CMAKE_BINARY_DIR}/words)
  file(GLOB LOCALES CONFIGURE_DEPENDS assets/locale/*.json)
  file(GLOB_RECURSE WORD_USERS CONFIGURE_DEPENDS web/app/*.cpp web/app/*.h)
  set(WEB_LOCALES)
  foreach(locale ${LOCALES})
    get_filename_component(language ${locale} NAME_WE)
    list(APPEND WEB_LOCALES ${WORDS}/${language}.json ${WORDS}/${language}.later.json)
  endforeach()
  add_custom_command(OUTPUT ${WEB_LOCALES}
    COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/later_words.py ${CMAKE_SOURCE_DIR} ${WORDS}
    DEPENDS ${LOCALES} ${WORD_USERS} ${CMAKE_SOURCE_DIR}/web/later.txt ${CMAKE_SOURCE_DIR}/cmake/later_words.py VERBATIM)
  set(ENGLISH ${WORDS}/en.json)
  list(REMOVE_ITEM WEB_LOCALES ${ENGLISH})
endif()
set(ENGLISH_WORDS ${CMAKE_BINARY_DIR}/generated/english.cpp)
add_custom_command(OUTPUT ${ENGLISH_WORDS}
  COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/words.py ${ENGLISH} ${ENGLISH_WORDS}
  DEPENDS ${ENGLISH} ${CMAKE_SOURCE_DIR}/cmake/words.py VERBATIM)
