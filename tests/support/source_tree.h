#pragma once
// The repository as text, and looking for words in it. For tests/tidy_test.cpp.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace tributary::tidy {

namespace fs = std::filesystem;

struct File {
  std::string path, text;
};
using Tree = std::vector<File>;
using Findings = std::vector<std::string>;

// ---- reading

inline std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// What a build, an install or a run leaves in the tree is not ours.
inline bool is_ours(const std::string& path) {
  static const std::set<std::string> at_the_root = {".git", "build", "data", "third_party"}, anywhere = {"node_modules", "__pycache__"};
  if (path == "tests/e2e/out" || at_the_root.count(path.substr(0, path.find('/'))) > 0) return false;
  return anywhere.count(fs::path(path).filename().string()) == 0;
}

inline const Tree& tree() {
  static const Tree all = [] {
    Tree found;
    const fs::path root = TRIBUTARY_ROOT;
    for (auto at = fs::recursive_directory_iterator(root); at != fs::recursive_directory_iterator(); ++at) {
      const std::string path = fs::relative(at->path(), root).generic_string();
      if (at->is_directory() && !is_ours(path)) at.disable_recursion_pending();
      if (at->is_regular_file() && is_ours(path)) found.push_back({path, read(at->path())});
    }
    return found;
  }();
  return all;
}

inline bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }
inline bool ends(std::string_view text, std::string_view with) { return text.size() >= with.size() && text.substr(text.size() - with.size()) == with; }
inline bool is_cpp(const File& file) { return ends(file.path, ".h") || ends(file.path, ".cpp"); }
inline bool is_script(const File& file) { return ends(file.path, ".js") || ends(file.path, ".mjs"); }
inline bool is_data(const File& file) { return starts(file.path, "tests/fixtures/") || starts(file.path, "tests/golden/"); }

// The room a file lives in: its first two folders ("core/inbox"), one for the rooms that have no floors.
inline std::string room_of(std::string_view path) {
  const auto first = path.find('/');
  if (first == std::string_view::npos) return {};
  const std::string top(path.substr(0, first));
  const auto second = path.find('/', first + 1);
  return second == std::string_view::npos || top == "sandbox" || top == "assets" ? top : std::string(path.substr(0, second));
}

// Comments become blanks, so that a rule about code does not forbid words about it. Line ends stay.
inline std::string without_comments(const std::string& text) {
  std::string out = text;
  char quote = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (quote != 0) {
      if (out[i] == '\\') ++i;
      else if (out[i] == quote || (out[i] == '\n' && quote != '`')) quote = 0;
    } else if (out[i] == '"' || out[i] == '`' || (out[i] == '\'' && (i == 0 || !std::isalnum(static_cast<unsigned char>(out[i - 1]))))) {
      quote = out[i];
    } else if (out.compare(i, 2, "//") == 0) {
      while (i < out.size() && out[i] != '\n') out[i++] = ' ';
    } else if (out.compare(i, 2, "/*") == 0) {
      for (; i < out.size() && out.compare(i, 2, "*/") != 0; ++i)
        if (out[i] != '\n') out[i] = ' ';
    }
  }
  return out;
}

inline std::vector<std::string> included(const File& file, char open) {
  std::vector<std::string> names;
  for (std::size_t at = file.text.find("#include"); at != std::string::npos; at = file.text.find("#include", at + 1)) {
    const auto from = file.text.find_first_of("<\"\n", at);
    if (from == std::string::npos || file.text[from] != open) continue;
    const auto to = file.text.find_first_of(">\"\n", from + 1);
    names.push_back(file.text.substr(from + 1, to - from - 1));
  }
  return names;
}

inline bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// A word ends where it ends, unless it is written with a star: "InputText*" is any of that family.
inline bool stands_at(const std::string& text, std::size_t at, std::string_view word, bool open_end) {
  const auto end = at + word.size();
  if (in_word(word.front()) && at > 0 && in_word(text[at - 1])) return false;
  return open_end || !in_word(word.back()) || end == text.size() || !in_word(text[end]);
}

using Words = std::vector<std::string>;
inline Findings every_word(const File& file, const std::string& text, const Words& words, std::string_view why) {
  Findings found;
  for (const auto& written : words) {
    const bool open_end = written.back() == '*';
    const auto word = open_end ? written.substr(0, written.size() - 1) : written;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      if (!stands_at(text, at, word, open_end)) continue;
      const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
      found.push_back(file.path + ":" + std::to_string(line) + " says \"" + word + "\": " + std::string(why));
    }
  }
  return found;
}

}  // namespace tributary::tidy
