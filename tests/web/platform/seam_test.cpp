// The numbers that cross between platform.h and the page's modules are written on both sides; here they are compared.
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::string file(const std::string& path) {
  std::ifstream in(std::string(TRIBUTARY_ROOT) + "/" + path);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto begin = text.find(from);
  if (begin == std::string::npos) return {};
  return text.substr(begin + from.size(), text.find(to, begin) - begin - from.size());
}

std::string without_comments(const std::string& text) { return std::regex_replace(text, std::regex("//[^\n]*"), ""); }

std::vector<std::string> matches(const std::string& text, const std::string& pattern) {
  std::vector<std::string> found;
  const std::regex word(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), word), end; it != end; ++it) found.push_back((*it)[1].str());
  return found;
}

TEST(Seam, EventKindsHaveTheSameOrderOnBothSides) {
  const auto cpp = matches(without_comments(between(file("web/platform/platform.h"), "enum class EventKind : std::uint8_t {", "};")), "([a-z_]+)");
  const auto js = matches(between(file("web/platform/js/heap.js"), "Object.fromEntries([", "].map"), "'([a-z_]+)'");
  ASSERT_GT(cpp.size(), 20U);
  EXPECT_EQ(cpp, js);
}

TEST(Seam, RolesHaveTheSameOrderOnBothSides) {
  const auto cpp = matches(without_comments(between(file("web/platform/platform.h"), "enum class Role : std::uint8_t {", "};")), "([a-z_]+)");
  const auto js = matches(between(file("web/platform/js/element.js"), "const kinds = [", "].map"), "\\['([a-z_]+)',");
  ASSERT_GT(cpp.size(), 30U);
  EXPECT_EQ(cpp, js);
}

TEST(Seam, NodeFlagsHaveTheSameBitsOnBothSides) {
  const auto header = file("web/platform/platform.h");
  const auto names = matches(header, "node_([a-z_]+) = 1u << [0-9]+");
  const auto bits = matches(header, "node_[a-z_]+ = 1u << ([0-9]+)");
  const auto flags = between(file("web/platform/js/element.js"), "export const Flag = Object.freeze({", "});");
  ASSERT_GT(names.size(), 15U);
  EXPECT_EQ(matches(flags, "([a-z_]+): 1 <<"), names);
  EXPECT_EQ(matches(flags, "1 << ([0-9]+)"), bits);
}

TEST(Seam, NodesAndPassagesHaveTheSameSizeOnBothSides) {
  const auto cpp = file("web/platform/browser_plane.cpp");
  const auto nodes = matches(cpp, "sizeof\\(Packed\\) == ([0-9]+)"), passages = matches(cpp, "sizeof\\(PackedPassage\\) == ([0-9]+)");
  ASSERT_EQ(nodes.size(), 1U);
  ASSERT_EQ(passages.size(), 1U);
  EXPECT_EQ(matches(file("web/platform/js/plane.js"), "const node_bytes = ([0-9]+);"), nodes);
  EXPECT_EQ(matches(file("web/platform/js/passages.js"), "const passage_bytes = ([0-9]+);"), passages);
}

TEST(Seam, EveryImportOfTheHeaderIsAnsweredByThePage) {
  const auto declared = matches(file("web/platform/browser_imports.h"), "\\b(js_[a-z_]+)\\(");
  const auto answered = matches(file("web/platform/imports.js"), "\\b(js_[a-z_]+): function");
  ASSERT_GT(declared.size(), 25U);
  EXPECT_EQ(declared, answered);
}

TEST(Seam, ThePageNeverTurnsTextIntoMarkupOrCode) {
  for (const char* name : {"element", "plane", "fields", "announce", "boot", "store", "copy", "hooks"}) {
    const auto text = file(std::string("web/platform/js/") + name + ".js");
    ASSERT_FALSE(text.empty()) << name;
    for (const char* sink : {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc"}) {
      EXPECT_EQ(text.find(sink), std::string::npos) << name << " uses " << sink;
    }
  }
}

TEST(Seam, ThePageItselfCarriesNoInlineScriptOrStyle) {
  const auto page = file("web/shell/index.html");
  ASSERT_NE(page.find("<canvas"), std::string::npos);
  EXPECT_EQ(page.find("style="), std::string::npos);
  EXPECT_EQ(page.find("<style"), std::string::npos);
  EXPECT_TRUE(matches(page, "\\s(on[a-z]+)=").empty());
  EXPECT_EQ(matches(page, "<(script)").size(), matches(page, "<script[^>]* src=(\")").size());
}

}  // namespace
