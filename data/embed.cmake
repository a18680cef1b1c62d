# embed_files(TARGET ROOT PATTERN...): the files below ROOT that match, inside the program.
# In C++: #include "embedded/TARGET.hpp", then TARGET::find("styles/day.json") or TARGET::files().
function(embed_files target root)
  set(files)
  foreach(pattern ${ARGN})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE ${root} ${root}/${pattern})
    list(APPEND files ${found})
  endforeach()
  list(SORT files)
  set(out ${CMAKE_BINARY_DIR}/embedded)
  set(assembly "  .section .rodata\n")
  set(table "")
  set(externs "")
  set(index 0)
  set(paths)
  foreach(file ${files})
    set(symbol ${target}_${index})
    string(APPEND assembly "  .global ${symbol}\n  .global ${symbol}_end\n  .balign 16\n${symbol}:\n  .incbin \"${root}/${file}\"\n${symbol}_end:\n  .byte 0\n")
    string(APPEND externs "extern \"C\" const char ${symbol}[], ${symbol}_end[];\n")
    string(APPEND table "    {\"${file}\", std::string_view(${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol}))},\n")
    list(APPEND paths ${root}/${file})
    math(EXPR index "${index}+1")
  endforeach()
  string(APPEND assembly "  .section .note.GNU-stack,\"\",@progbits\n")
  file(GENERATE OUTPUT ${out}/${target}.S CONTENT "${assembly}")
  file(GENERATE OUTPUT ${out}/${target}.hpp CONTENT
"#pragma once
#include <span>
#include <string_view>
namespace ${target} {
struct File {
  std::string_view path;     ///< below the folder, with '/'
  std::string_view content;  ///< bytes, alive as long as the program
};
std::span<const File> files();                    ///< sorted by path
std::string_view find(std::string_view path);     ///< content, or a view with null data()
}  // namespace ${target}
")
  file(GENERATE OUTPUT ${out}/${target}.cpp CONTENT
"#include \"embedded/${target}.hpp\"
#include <algorithm>
#include <vector>
${externs}
namespace ${target} {
std::span<const File> files() {
  static const std::vector<File> kFiles = {
${table}  };
  return kFiles;
}
std::string_view find(std::string_view path) {
  const auto all = files();
  const auto it = std::lower_bound(all.begin(), all.end(), path, [](const File& f, std::string_view p) { return f.path < p; });
  return it != all.end() && it->path == path ? it->content : std::string_view();
}
}  // namespace ${target}
")
  set_source_files_properties(${out}/${target}.S PROPERTIES OBJECT_DEPENDS "${paths}")
  add_library(${target} STATIC ${out}/${target}.S ${out}/${target}.cpp)
  target_include_directories(${target} PUBLIC ${CMAKE_BINARY_DIR})
endfunction()
