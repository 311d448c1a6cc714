# SPDX-License-Identifier: GPL-3.0-or-later
# What sanitizers report inside libraries that are not built with them.
set(oxseal_known_noise "LSAN_OPTIONS=suppressions=${CMAKE_CURRENT_LIST_DIR}/support/lsan.supp;TSAN_OPTIONS=suppressions=${CMAKE_CURRENT_LIST_DIR}/support/tsan.supp")

# oxseal_suite(models/core): builds tst_models_core from the folder's sources and adds one CTest entry per tst_ file.
function(oxseal_suite folder)
  set(dir ${CMAKE_CURRENT_SOURCE_DIR}/${folder})
  string(REPLACE "/" "_" flat ${folder})
  file(GLOB sources CONFIGURE_DEPENDS ${dir}/*.cpp ${dir}/*.h)
  set(target tst_${flat})
  add_executable(${target} ${sources})
  set_target_properties(${target} PROPERTIES AUTOMOC ON)
  string(REGEX MATCH "^[^/]+" layer ${folder})
  if(layer STREQUAL "models")
    # Models are tested without storage: the link list proves that they need nothing else.
    target_link_libraries(${target} PRIVATE oxseal_models)
  elseif(layer STREQUAL "storage")
    target_link_libraries(${target} PRIVATE oxseal_storage)
    if(folder MATCHES "export" AND TARGET oxseal_export)
      target_link_libraries(${target} PRIVATE oxseal_export)
    endif()
  elseif(layer STREQUAL "ui")
    target_link_libraries(${target} PRIVATE oxseal_ui)
    target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests/support/gui_application.cpp)
  else()
    target_link_libraries(${target} PRIVATE oxseal_cli)
  endif()
  target_link_libraries(${target} PRIVATE oxseal_testsupport)
  target_compile_definitions(${target} PRIVATE
    OXSEAL_PROGRAM="$<TARGET_FILE:oxseal>")
  set(label unit)
  if(layer STREQUAL "ui")
    set(label gui)
  elseif(layer STREQUAL "cli")
    set(label cli)
  elseif(layer STREQUAL "faults")
    set(label fault)
  endif()
  if(layer MATCHES "^(cli|faults)$" OR folder MATCHES "^(storage/(packet|actions|workspace|export|answers|access)|ui/(walks|people|start|access))$")
    add_dependencies(${target} oxseal oxseal-verify)
  endif()
  foreach(source ${sources})
    get_filename_component(stem ${source} NAME_WE)
    if(stem MATCHES "^tst_(.*)$")
      set(name ${flat}.${CMAKE_MATCH_1})
      add_test(NAME ${name} COMMAND ${target} ${stem})
      set(limit 600)
      if(folder STREQUAL "ui/walks")
        set(limit 1200) # every page in every look
      endif()
      set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT ${limit}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QTEST_FUNCTION_TIMEOUT=900000;${oxseal_known_noise}")
      # The same look on a screen of twice the dots: the factor is one of the process.
      if(name STREQUAL "ui_walks.walk_pages")
        add_test(NAME ui_walks.walk_pages_200 COMMAND ${target} ${stem} everyPage)
        set_tests_properties(ui_walks.walk_pages_200 PROPERTIES LABELS ${label} TIMEOUT 1200 FIXTURES_REQUIRED demo_day20
          ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_SCALE_FACTOR=2;QTEST_FUNCTION_TIMEOUT=900000;${oxseal_known_noise}"
          ENVIRONMENT_MODIFICATION "OXSEAL_DEMO=set:${CMAKE_BINARY_DIR}/demo-day20;OXSEAL_SHOTS=set:${CMAKE_BINARY_DIR}/screenshots")
      endif()
      # Walks drive the window on a copy of the demo company, which one fixture makes for all of them; the quarter begins
      # with a new workspace.
      if(layer STREQUAL "ui" AND stem MATCHES "^tst_walk")
        set_tests_properties(${name} PROPERTIES ENVIRONMENT_MODIFICATION
          "OXSEAL_DEMO=set:${CMAKE_BINARY_DIR}/demo-day20;OXSEAL_SHOTS=set:${CMAKE_BINARY_DIR}/screenshots")
        if(NOT stem STREQUAL "tst_walk_quarter")
          set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED demo_day20)
        endif()
        # How long the window stands still is measured: nothing else may have the processor meanwhile.
        if(stem STREQUAL "tst_walk_pages")
          set_tests_properties(${name} ui_walks.walk_pages_200 PROPERTIES RUN_SERIAL ON)
        endif()
      endif()
    endif()
  endforeach()
endfunction()
