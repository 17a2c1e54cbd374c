// The rules of the house, kept by the same command that runs every other test. Each rule looks at one file and
// says what it found; each is first shown a small bad example, since a rule that cannot fail keeps nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct File {
  std::string path, text;
};
using Tree = std::vector<File>;
using Findings = std::vector<std::string>;

// ---- reading

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// What a build, an install or a run leaves in the tree is not ours.
bool is_ours(const std::string& path) {
  static const std::regex left_behind(R"(^(\.git|build|data|third_party)(/|$)|(^|/)(node_modules|__pycache__)(/|$)|^tests/e2e/out(/|$))");
  return !std::regex_search(path, left_behind);
}

const Tree& tree() {
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

bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }
bool ends(std::string_view text, std::string_view with) { return text.size() >= with.size() && text.substr(text.size() - with.size()) == with; }
bool is_cpp(const File& file) { return ends(file.path, ".h") || ends(file.path, ".cpp"); }
bool is_script(const File& file) { return ends(file.path, ".js") || ends(file.path, ".mjs"); }
bool is_data(const File& file) { return starts(file.path, "tests/fixtures/") || starts(file.path, "tests/golden/"); }

// The room a file lives in: its first two folders ("core/inbox"), one for the rooms that have no floors.
std::string room_of(std::string_view path) {
  const auto first = path.find('/');
  if (first == std::string_view::npos) return {};
  const std::string top(path.substr(0, first));
  const auto second = path.find('/', first + 1);
  return second == std::string_view::npos || top == "sandbox" || top == "assets" ? top : std::string(path.substr(0, second));
}

// Comments become blanks, so that a rule about code does not forbid words about it. Line ends stay.
std::string without_comments(const std::string& text) {
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

std::vector<std::string> included(const File& file, char open) {
  static const std::regex line(R"re((?:^|\n)\s*#\s*include\s*([<"])([^>"\n]+)[>"])re");
  std::vector<std::string> names;
  for (std::sregex_iterator at(file.text.begin(), file.text.end(), line), end; at != end; ++at)
    if ((*at)[1].str()[0] == open) names.push_back((*at)[2]);
  return names;
}

Findings every_match(const File& file, const std::string& text, const std::regex& pattern, std::string_view why) {
  Findings found;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) {
    const auto line = 1 + std::count(text.begin(), text.begin() + at->position(), '\n');
    found.push_back(file.path + ":" + std::to_string(line) + " says \"" + at->str() + "\": " + std::string(why));
  }
  return found;
}

void add(Findings& to, Findings more) { to.insert(to.end(), more.begin(), more.end()); }

// ---- who may include whom (ARCHITECTURE.md); providers see the plain requests of http/client.h, never its sockets

struct Room {
  std::vector<std::string> ours;         // prefixes of what may be included with quotes, besides the room itself
  std::vector<std::string> never_third;  // prefixes of what may not be included from outside
};
const std::vector<std::string> sockets = {"boost/asio", "boost/beast", "sys/socket", "netinet/", "openssl/", "sqlite3", "emscripten"};

const std::map<std::string, Room>& rooms() {
  static const std::map<std::string, Room> all = [] {
    auto and_also = [](std::vector<std::string> list, std::vector<std::string> more) {
      list.insert(list.end(), more.begin(), more.end());
      return list;
    };
    const auto pure = and_also(sockets, {"boost/json", "boost/describe"});
    std::map<std::string, Room> rooms;
    rooms["core/base"] = {{}, pure};
    rooms["core/inbox"] = {{"core/base/"}, pure};
    rooms["core/engine"] = rooms["core/view"] = {{"core/base/", "core/inbox/"}, pure};
    rooms["core/wire"] = {{"core/base/", "core/inbox/"}, sockets};
    rooms["core/sync"] = {{"core/"}, sockets};
    rooms["relay/provider"] = {{"core/", "relay/http/message.h", "relay/http/client.h"}, {"boost/asio", "boost/beast", "sqlite3", "emscripten"}};
    rooms["relay/store"] = {{"core/base/", "core/inbox/", "core/wire/"}, {"boost/asio", "boost/beast", "emscripten"}};
    rooms["relay/http"] = {{"core/sync/", "core/base/"}, {"sqlite3", "emscripten"}};
    rooms["relay/host"] = rooms["relay/api"] = rooms["relay/app"] = {{"core/", "relay/", "assets/"}, {"boost/beast", "emscripten"}};
    rooms["sandbox"] = {{"relay/http/", "core/base/", "assets/"}, {"boost/beast", "sqlite3", "emscripten"}};
    rooms["web/app"] = {{"core/", "imgui", "web/platform/platform.h", "web/text/"}, and_also(sockets, {"GL"})};
    rooms["web/text"] = {{"core/base/", "imgui", "web/platform/platform.h"}, and_also(sockets, {"GL"})};
    rooms["web/platform"] = {{"imgui"}, {"boost/", "sqlite3", "openssl/"}};
    rooms["assets"] = {{}, sockets};
    return rooms;
  }();
  return all;
}

Findings includes_downhill(const File& file) {
  const auto top = file.path.substr(0, file.path.find('/'));
  if (!is_cpp(file) || (top != "core" && top != "relay" && top != "web" && top != "sandbox" && top != "assets")) return {};
  const auto room = rooms().find(room_of(file.path));
  if (room == rooms().end()) return {file.path + " is in a room that the table of rooms does not know"};
  Findings found;
  for (const auto& name : included(file, '"')) {
    const auto& ours = room->second.ours;
    const bool own = room_of(name) == room->first;
    if (!own && std::none_of(ours.begin(), ours.end(), [&](const std::string& prefix) { return starts(name, prefix); }))
      found.push_back(file.path + " may not include \"" + name + "\"");
  }
  for (const auto& name : included(file, '<'))
    for (const auto& prefix : room->second.never_third)
      if (starts(name, prefix)) found.push_back(file.path + " may not include <" + name + ">");
  return found;
}

Findings beast_stays_indoors(const File& file) {
  if (!is_cpp(file) || starts(file.path, "tests/")) return {};
  if (starts(file.path, "relay/http/") && ends(file.path, ".cpp")) return {};
  return every_match(file, without_comments(file.text), std::regex("boost/beast|beast::"), "only relay/http/*.cpp knows Beast; each such file costs half a minute");
}

// ---- the shared dialect

Findings core_and_page_stay_pure(const File& file) {
  const bool core = starts(file.path, "core/"), app = starts(file.path, "web/app/") || starts(file.path, "web/text/");
  if (!is_cpp(file) || (!core && !app)) return {};
  const auto text = without_comments(file.text);
  Findings found;
  auto ban = [&](const char* pattern, std::string_view why) { add(found, every_match(file, text, std::regex(pattern), why)); };
  ban(R"(\b(system_clock|steady_clock|high_resolution_clock|gettimeofday|clock_gettime)\b|std::time\(|\btime\(nullptr\))", "the host knows the time");
  ban(R"(std::rand\b|\bsrand\(|random_device|mt19937|uniform_int_distribution)", "the host mints what is random");
  ban(R"(\bunordered_(map|set|multimap|multiset)\b)", "its order differs between libraries");
  ban(R"(\bthrow\b|\bcatch\s*\(|\btry\s*\{|\bdynamic_cast\b|\btypeid\b)", "refusals are values here");
  ban(R"(std::ranges::|std::views::|\bstd::bit_cast\b|std::expected\b|<(coroutine|expected|source_location|memory_resource|stop_token|ranges|format)>)", "libc++ 13 has none");
  ban(R"(std::(thread|mutex|atomic|async|filesystem|ifstream|ofstream|cout|cerr)\b|\bfopen\(|\bprintf\()", "no threads and no files here");
  if (app) ban(R"(__EMSCRIPTEN__|\bEM_(ASM|JS)\b|\bgl[A-Z][A-Za-z]+\()", "that is the platform's; platform.h lacks a verb");
  return found;
}

Findings people_s_text_is_drawn_by_the_browser(const File& file) {
  if (!is_cpp(file) || !starts(file.path, "web/app/")) return {};
  return every_match(file, without_comments(file.text),
                     std::regex(R"(ImGui::(Text|TextV|TextUnformatted|TextColored|TextDisabled|TextWrapped|LabelText|BulletText|SeparatorText|InputText\w*|SetTooltip)\s*\()"),
                     "text goes through web/text and fields through the plane");
}

// ---- the page

Findings no_text_becomes_markup(const File& file) {
  const bool page = starts(file.path, "web/") || starts(file.path, "sandbox/");
  if (!page || !(is_cpp(file) || is_script(file) || ends(file.path, ".html"))) return {};
  static const std::regex pattern(R"(\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write(ln)?|srcdoc|createContextualFragment|DOMParser)\b|\beval\s*\(|\bnew\s+Function\b|javascript:)");
  return every_match(file, ends(file.path, ".html") ? file.text : without_comments(file.text), pattern, "text stays text: textContent and attributes");
}

// ---- every file

Findings four_hundred_lines(const File& file) {
  static const std::regex code(R"(^(core|relay|web|sandbox|tests|scripts|cmake|assets)/.*\.(h|cpp|js|mjs|html|css|py|sh|cmake)$|^tributary$)");
  if (is_data(file) || !std::regex_search(file.path, code)) return {};
  const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
  return lines <= 400 ? Findings{} : Findings{file.path + " has " + std::to_string(lines) + " lines: look for the second idea in it"};
}

// The words are put together here, so that this file passes its own rules.
Findings nothing_of_this_machine(const File& file) {
  if (is_data(file)) return {};
  static const std::regex machine(std::string(R"((^|[^A-Za-z0-9.])/()") + "wo" + "rk|fa" + "rm)/");
  static const std::regex registry(std::string("registry\\.") + "npm|npm" + "js\\.(org|com)|(deb|security)\\.deb" + "ian\\.org|node" + "source|pypi\\." + "org|crates\\." + "io");
  Findings found = every_match(file, file.text, machine, "a path of one machine");
  add(found, every_match(file, file.text, registry, "an address of a package registry"));
  return found;
}

Findings nothing_unfinished(const File& file) {
  if (is_data(file) || !(is_cpp(file) || is_script(file) || ends(file.path, ".sh") || ends(file.path, ".py"))) return {};
  static const std::regex pattern(std::string(R"(\b(TO)") + "DO|FIX" + "ME|XX" + "X|HA" + R"(CK)\b|\b[Nn]ot )" + "implemented|\\bfor " + R"(now\b|DISABLED)" + R"(_[A-Z]|\.on)" + "ly\\(");
  return every_match(file, file.text, pattern, "finish it, or leave it out");
}

Findings headers_behave(const File& file) {
  if (!ends(file.path, ".h")) return {};
  Findings found = every_match(file, without_comments(file.text), std::regex(R"((^|\n)using\s+namespace\b)"), "a header opens no namespace for others");
  if (file.text.find("#pragma once") == std::string::npos) found.push_back(file.path + " has no #pragma once");
  return found;
}

Findings tests_do_not_sleep(const File& file) {
  if (!starts(file.path, "tests/") || !(is_cpp(file) || is_script(file))) return {};
  return every_match(file, without_comments(file.text), std::regex(std::string("\\b(sleep_") + "for|sleep_" + "until|u" + "sleep|waitFor" + "Timeout)\\b"), "wait for what happens, not for the clock");
}

// ---- the catalogue

const File* find(const Tree& files, const std::string& path) {
  const auto at = std::find_if(files.begin(), files.end(), [&](const File& file) { return file.path == path; });
  return at == files.end() ? nullptr : &*at;
}

void reach(const Tree& files, const std::string& path, std::set<std::string>& seen) {
  const File* file = find(files, path);
  if (file == nullptr || !seen.insert(path).second) return;
  for (const auto& name : included(*file, '"')) reach(files, name, seen);
}

// A feature that the catalogue does not know is one that nobody can ask for. What is built on top of the
// catalogue (a line of the log, say) is no feature, nor is a helper that a feature's .cpp includes.
Findings features_are_in_the_catalogue(const Tree& files) {
  const std::string catalogue = "core/inbox/catalogue.h";
  std::set<std::string> known;
  reach(files, catalogue, known);
  for (const auto& header : std::set<std::string>(known)) reach(files, header.substr(0, header.size() - 1) + "cpp", known);
  Findings found;
  for (const auto& file : files) {
    if (!starts(file.path, "core/inbox/") || !ends(file.path, ".cpp")) continue;
    const auto header = file.path.substr(0, file.path.size() - 3) + "h";
    std::set<std::string> below;
    reach(files, header, below);
    if (known.count(header) == 0 && below.count(catalogue) == 0) found.push_back(header + " is not in the catalogue");
  }
  return found;
}

using Rule = Findings (*)(const File&);

void keep(Rule rule) {
  Findings all;
  for (const auto& file : tree()) add(all, rule(file));
  for (const auto& one : all) ADD_FAILURE() << one;
}

bool catches(Rule rule, std::string path, std::string text) { return !rule({std::move(path), std::move(text)}).empty(); }

}  // namespace

TEST(Tidy, ItReadsTheWholeTree) {
  EXPECT_NE(find(tree(), "core/inbox/catalogue.h"), nullptr);
  EXPECT_NE(find(tree(), "tests/tidy_test.cpp"), nullptr);
  EXPECT_NE(find(tree(), "tributary"), nullptr);
  for (const auto& file : tree()) EXPECT_FALSE(starts(file.path, "build/")) << file.path;
}

TEST(Tidy, EachRoomIncludesOnlyWhatItMay) {
  EXPECT_TRUE(catches(includes_downhill, "core/base/x.h", "#include \"core/inbox/state.h\"\n"));
  EXPECT_TRUE(catches(includes_downhill, "core/inbox/x.h", "#include \"core/wire/json.h\"\n"));
  EXPECT_TRUE(catches(includes_downhill, "core/sync/x.cpp", "#include \"relay/http/server.h\"\n"));
  EXPECT_TRUE(catches(includes_downhill, "relay/provider/x.cpp", "#include \"relay/http/server.h\"\n"));
  EXPECT_TRUE(catches(includes_downhill, "relay/store/x.cpp", "#include <boost/asio/post.hpp>\n"));
  EXPECT_TRUE(catches(includes_downhill, "sandbox/x.cpp", "#include \"relay/store/store.h\"\n"));
  EXPECT_TRUE(catches(includes_downhill, "web/app/x.cpp", "#include <emscripten.h>\n"));
  EXPECT_TRUE(catches(includes_downhill, "relay/cellar/x.cpp", ""));
  EXPECT_TRUE(catches(includes_downhill, "core/inbox/x.cpp", "#include \"x.h\"\n")) << "includes are spelled from the root";
  EXPECT_FALSE(catches(includes_downhill, "core/engine/x.cpp", "#include \"core/inbox/state.h\"\n#include <map>\n"));
  EXPECT_FALSE(catches(includes_downhill, "web/app/x.cpp", "#include \"web/platform/platform.h\"\n#include \"imgui.h\"\n"));
  keep(includes_downhill);
}

TEST(Tidy, OnlyTheFrontDoorKnowsBeast) {
  EXPECT_TRUE(catches(beast_stays_indoors, "relay/http/server.h", "#include <boost/beast/core.hpp>\n"));
  EXPECT_TRUE(catches(beast_stays_indoors, "relay/app/main.cpp", "beast::flat_buffer b;\n"));
  EXPECT_FALSE(catches(beast_stays_indoors, "relay/http/server.cpp", "#include <boost/beast/core.hpp>\n"));
  keep(beast_stays_indoors);
}

TEST(Tidy, CoreAndThePageHaveNoClockNoChanceAndNoThrow) {
  for (const char* bad : {"auto t = std::chrono::system_clock::now();", "std::unordered_map<int, int> m;", "throw 1;", "try { f(); } catch (int) {}",
                          "std::ranges::sort(v);", "int r = std::rand();", "std::mutex m;", "#include <coroutine>"})
    EXPECT_TRUE(catches(core_and_page_stay_pure, "core/inbox/x.cpp", bad)) << bad;
  EXPECT_TRUE(catches(core_and_page_stay_pure, "web/app/x.cpp", "EM_ASM({});"));
  EXPECT_FALSE(catches(core_and_page_stay_pure, "core/inbox/x.cpp", "// we never throw; std::ranges:: is not there\nint rethrown = 0; /* catch ( */"));
  EXPECT_FALSE(catches(core_and_page_stay_pure, "relay/app/main.cpp", "throw std::runtime_error(why);"));
  keep(core_and_page_stay_pure);
}

TEST(Tidy, TextOfPeopleIsDrawnByTheBrowser) {
  EXPECT_TRUE(catches(people_s_text_is_drawn_by_the_browser, "web/app/thread.cpp", "ImGui::Text(name.c_str());"));
  EXPECT_TRUE(catches(people_s_text_is_drawn_by_the_browser, "web/app/composer.cpp", "ImGui::InputTextMultiline(\"##x\", buffer, n);"));
  EXPECT_FALSE(catches(people_s_text_is_drawn_by_the_browser, "web/app/thread.cpp", "ImGui::GetTextLineHeight();"));
  keep(people_s_text_is_drawn_by_the_browser);
}

TEST(Tidy, NoTextBecomesMarkup) {
  for (const char* bad : {"e.innerHTML = name;", "eval (code)", "new Function('x')", "frame.srcdoc = x", "a.href = 'javascript:x'", "document.write(x)"})
    EXPECT_TRUE(catches(no_text_becomes_markup, "web/platform/js/plane.js", bad)) << bad;
  EXPECT_TRUE(catches(no_text_becomes_markup, "sandbox/page/phone.js", "p.insertAdjacentHTML('beforeend', text)"));
  EXPECT_FALSE(catches(no_text_becomes_markup, "web/platform/js/plane.js", "e.textContent = name; // never innerHTML\nretrieval(x);"));
  keep(no_text_becomes_markup);
}

TEST(Tidy, NoFileGrowsPastFourHundredLines) {
  EXPECT_TRUE(catches(four_hundred_lines, "core/inbox/x.cpp", std::string(401, '\n')));
  EXPECT_FALSE(catches(four_hundred_lines, "tests/golden/x.cpp", std::string(900, '\n')));
  keep(four_hundred_lines);
}

TEST(Tidy, NothingOfOneMachineIsInTheTree) {
  EXPECT_TRUE(catches(nothing_of_this_machine, "docs/x.md", std::string("see /wo") + "rk/main"));
  EXPECT_TRUE(catches(nothing_of_this_machine, "package-lock.json", std::string("https://registry.") + "npm" + "js.org/x"));
  EXPECT_FALSE(catches(nothing_of_this_machine, "docs/x.md", "a frame/work/flow and home.work"));
  keep(nothing_of_this_machine);
}

TEST(Tidy, NothingIsLeftUnfinished) {
  EXPECT_TRUE(catches(nothing_unfinished, "core/x.cpp", std::string("// TO") + "DO later"));
  EXPECT_TRUE(catches(nothing_unfinished, "tests/x.cpp", std::string("TEST(A, DISABLED") + "_B)"));
  EXPECT_FALSE(catches(nothing_unfinished, "core/x.cpp", "// done"));
  keep(nothing_unfinished);
}

TEST(Tidy, HeadersAreIncludedOnceAndOpenNoNamespace) {
  EXPECT_TRUE(catches(headers_behave, "core/x.h", "#pragma once\nusing namespace std;"));
  EXPECT_TRUE(catches(headers_behave, "core/x.h", "int a();"));
  EXPECT_FALSE(catches(headers_behave, "core/x.h", "#pragma once\nint a();"));
  keep(headers_behave);
}

TEST(Tidy, TestsWaitForWhatHappens) {
  EXPECT_TRUE(catches(tests_do_not_sleep, "tests/x.cpp", std::string("std::this_thread::sleep_") + "for(1s);"));
  EXPECT_TRUE(catches(tests_do_not_sleep, "tests/e2e/x.mjs", std::string("await page.waitFor") + "Timeout(100)"));
  keep(tests_do_not_sleep);
}

TEST(Tidy, EveryFeatureIsInTheCatalogue) {
  const Tree small = {{"core/inbox/catalogue.h", "#include \"core/inbox/a.h\"\n"}, {"core/inbox/a.h", ""}, {"core/inbox/a.cpp", "#include \"core/inbox/help.h\"\n"}, {"core/inbox/help.h", ""}, {"core/inbox/help.cpp", ""}, {"core/inbox/b.h", ""}, {"core/inbox/b.cpp", ""}};
  EXPECT_EQ(features_are_in_the_catalogue(small).size(), 1u);
  for (const auto& one : features_are_in_the_catalogue(tree())) ADD_FAILURE() << one;
}
