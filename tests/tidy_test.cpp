// The rules of the house, kept by the same command that runs every other test. Each rule looks at one file and
// says what it found; each is first shown a small bad example, since a rule that cannot fail keeps nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/source_tree.h"

using namespace tributary::tidy;

namespace {

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
    rooms["relay/demo"] = {{"core/base/", "core/inbox/"}, pure};
    rooms["relay/http"] = {{"core/sync/", "core/base/"}, {"sqlite3", "emscripten"}};
    rooms["relay/host"] = rooms["relay/api"] = rooms["relay/app"] = {{"core/", "relay/", "assets/"}, {"boost/beast", "emscripten"}};
    rooms["sandbox"] = {{"relay/http/", "core/base/", "assets/"}, {"boost/beast", "sqlite3", "emscripten"}};
    rooms["web/app"] = {{"core/", "imgui", "web/platform/platform.h", "web/text/"}, and_also(sockets, {"GL"})};
    rooms["web/text"] = {{"core/base/", "imgui", "web/platform/platform.h"}, and_also(sockets, {"GL"})};
    rooms["web/platform"] = {{"imgui", "core/base/number_text.h"},  // which it answers for
                               {"boost/", "sqlite3", "openssl/"}};
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
  return every_word(file, without_comments(file.text), {"boost/beast", "beast::*"}, "only relay/http/*.cpp knows Beast; each such file costs half a minute");
}

// ---- the shared dialect

Findings core_and_page_stay_pure(const File& file) {
  const bool core = starts(file.path, "core/"), app = starts(file.path, "web/app/") || starts(file.path, "web/text/");
  // json_library.cpp compiles Boost.JSON's sources and takes those very words away from them.
  if (!is_cpp(file) || (!core && !app) || file.path == "core/wire/json_library.cpp") return {};
  const auto text = without_comments(file.text);
  Findings found;
  auto ban = [&](const Words& words, std::string_view why) { add(found, every_word(file, text, words, why)); };
  ban({"system_clock", "steady_clock", "high_resolution_clock", "gettimeofday", "clock_gettime", "std::time", "time(nullptr)"}, "the host knows the time");
  ban({"std::rand", "srand", "random_device", "mt19937*", "uniform_int_distribution"}, "the host mints what is random");
  ban({"unordered_map", "unordered_set", "unordered_multimap", "unordered_multiset"}, "its order differs between libraries");
  ban({"throw", "catch", "try {", "dynamic_cast", "typeid"}, "refusals are values here");
  ban({"std::ranges::*", "std::views::*", "std::bit_cast", "std::expected", "<coroutine>", "<expected>", "<source_location>", "<memory_resource>", "<stop_token>", "<ranges>", "<format>"}, "libc++ 13 has none");
  ban({"std::thread", "std::mutex", "std::atomic*", "std::async", "std::filesystem", "std::ifstream", "std::ofstream", "std::cout", "std::cerr", "fopen", "printf"}, "no threads and no files here");
  if (app) ban({"__EMSCRIPTEN__", "EM_ASM*", "EM_JS", "glBind*", "glDraw*", "glUse*", "glTex*", "glClear*", "glEnable*", "GLuint"}, "that is the platform's; platform.h lacks a verb");
  return found;
}

Findings people_s_text_is_drawn_by_the_browser(const File& file) {
  if (!is_cpp(file) || !starts(file.path, "web/app/")) return {};
  return every_word(file, without_comments(file.text),
                    {"ImGui::Text", "ImGui::TextV", "ImGui::TextUnformatted", "ImGui::TextColored*", "ImGui::TextDisabled*", "ImGui::TextWrapped*", "ImGui::LabelText*", "ImGui::BulletText*", "ImGui::SeparatorText",
                     "ImGui::InputText*", "ImGui::SetTooltip*"},
                    "text goes through web/text and fields through the plane");
}

// ---- the page

Findings no_text_becomes_markup(const File& file) {
  const bool page = starts(file.path, "web/") || starts(file.path, "sandbox/");
  if (!page || !(is_cpp(file) || is_script(file) || ends(file.path, ".html"))) return {};
  if (file.path == "web/platform/js/paste.js") return {};  // reads pasted markup in a document that runs and loads nothing, and hands on plain text
  static const Words ways = {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write*", "srcdoc", "createContextualFragment", "DOMParser", "eval(", "eval (", "new Function", "javascript:"};
  return every_word(file, ends(file.path, ".html") ? file.text : without_comments(file.text), ways, "text stays text: textContent and attributes");
}

// Privacy settings blur what is read back from a canvas; nothing of the page may depend on it.
Findings no_pixel_is_read_back(const File& file) {
  if (!starts(file.path, "web/") || !(is_cpp(file) || is_script(file))) return {};
  static const Words ways = {"getImageData*", "readPixels*", "glReadPixels*", "toDataURL*", "toBlob*"};
  return every_word(file, without_comments(file.text), ways, "pixels are never read back");
}

// ---- every file

Findings four_hundred_lines(const File& file) {
  static const std::set<std::string> folders = {"core", "relay", "web", "sandbox", "tests", "scripts", "cmake", "assets"};
  static const std::set<std::string> kinds = {"h", "cpp", "js", "mjs", "html", "css", "py", "sh", "cmake"};
  const auto kind = file.path.substr(file.path.rfind('.') + 1);
  const bool code = folders.count(file.path.substr(0, file.path.find('/'))) > 0 && kinds.count(kind) > 0;
  if (is_data(file) || !(code || file.path == "tributary")) return {};
  const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
  return lines <= 400 ? Findings{} : Findings{file.path + " has " + std::to_string(lines) + " lines: look for the second idea in it"};
}

// The words of the next rules are put together here, so that this file passes them itself.
Findings nothing_of_this_machine(const File& file) {
  if (is_data(file)) return {};
  static const Words registries = {std::string("registry.") + "npm*", std::string("npm") + "js.org", std::string("npm") + "js.com", std::string("deb.deb") + "ian.org", std::string("security.deb") + "ian.org", std::string("node") + "source*",
                                   std::string("pypi.") + "org", std::string("crates.") + "io"};
  Findings found = every_word(file, file.text, registries, "an address of a package registry");
  for (const auto& path : {std::string("/wo") + "rk/", std::string("/fa") + "rm/"})
    for (auto at = file.text.find(path); at != std::string::npos; at = file.text.find(path, at + 1))
      if (at == 0 || !(in_word(file.text[at - 1]) || file.text[at - 1] == '.')) found.push_back(file.path + " says \"" + path + "\": a path of one machine");
  return found;
}

Findings nothing_unfinished(const File& file) {
  if (is_data(file) || !(is_cpp(file) || is_script(file) || ends(file.path, ".sh") || ends(file.path, ".py"))) return {};
  static const Words marks = {std::string("TO") + "DO", std::string("FIX") + "ME", std::string("XX") + "X", std::string("HA") + "CK", std::string("not ") + "implemented", std::string("Not ") + "implemented", std::string("for ") + "now",
                              std::string("DISABLED") + "_*", std::string(".on") + "ly("};
  return every_word(file, file.text, marks, "finish it, or leave it out");
}

Findings headers_behave(const File& file) {
  if (!ends(file.path, ".h")) return {};
  Findings found;
  if (("\n" + file.text).find("\nusing namespace") != std::string::npos) found.push_back(file.path + " opens a namespace for whoever includes it");
  if (file.text.find("#pragma once") == std::string::npos) found.push_back(file.path + " has no #pragma once");
  return found;
}

Findings tests_do_not_sleep(const File& file) {
  if (!starts(file.path, "tests/") || !(is_cpp(file) || is_script(file))) return {};
  static const Words sleeps = {std::string("sleep_") + "for", std::string("sleep_") + "until", std::string("u") + "sleep", std::string("waitFor") + "Timeout"};
  return every_word(file, without_comments(file.text), sleeps, "wait for what happens, not for the clock");
}

// ---- what is referred to

// A reader has this tree alone: a page that is not in it explains nothing.
Findings pages_are_there(const Tree& files) {
  static const std::set<std::string> kinds = {"h", "cpp", "js", "mjs", "html", "css", "py", "sh", "cmake", "md", "txt"};
  std::set<std::string> there;
  for (const auto& file : files)
    if (ends(file.path, ".md")) there.insert(file.path.substr(file.path.rfind('/') + 1));
  Findings found;
  for (const auto& file : files) {
    if (is_data(file) || kinds.count(file.path.substr(file.path.rfind('.') + 1)) == 0) continue;
    for (auto at = file.text.find(".md"); at != std::string::npos; at = file.text.find(".md", at + 1)) {
      auto from = at;
      while (from > 0 && in_word(file.text[from - 1])) --from;
      const auto end = at + 3;
      if (from == at || (end < file.text.size() && in_word(file.text[end]))) continue;
      const auto name = file.text.substr(from, end - from);
      if (there.count(name) == 0) found.push_back(file.path + " refers to " + name + ", which is not in the tree");
    }
  }
  return found;
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
// catalogue (a line of the log, say) is no feature, nor is a helper that a feature's .cpp includes, nor what decides nothing
// and changes no state (what somebody has begun to write, say).
Findings features_are_in_the_catalogue(const Tree& files) {
  const std::string catalogue = "core/inbox/catalogue.h";
  std::set<std::string> known;
  reach(files, catalogue, known);
  for (const auto& header : std::set<std::string>(known)) reach(files, header.substr(0, header.size() - 1) + "cpp", known);
  Findings found;
  for (const auto& file : files) {
    if (!starts(file.path, "core/inbox/") || !ends(file.path, ".cpp")) continue;
    if (file.text.find("decide(") == std::string::npos && file.text.find("apply(") == std::string::npos) continue;
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

// ---- what was asked for is named by the test that shows it

// "D13-D16 filters …" and D36_ComesBack alike.
void ids_in(const std::string& name, std::set<std::string>& found) {
  static const std::regex id("(?:^|[^A-Za-z0-9])([A-E])([0-9]{1,3})(?:-[A-E]?([0-9]{1,3}))?(?![A-Za-z0-9])");
  for (std::sregex_iterator it(name.begin(), name.end(), id), end; it != end; ++it) {
    const int first = std::stoi((*it)[2]), last = (*it)[3].matched ? std::stoi((*it)[3]) : first;
    for (int number = first; number <= last; ++number) found.insert((*it)[1].str() + std::to_string(number));
  }
}

std::set<std::string> ids_in_test_names(const Tree& tree) {
  static const std::regex in_cpp("^TEST(?:_F)?\\(\\w+, *(\\w+)\\)"), in_script("^ *test\\(['`]([^'`]*)");
  std::set<std::string> found;
  for (const File& file : tree) {
    if (!starts(file.path, "tests/") || (!is_cpp(file) && !is_script(file))) continue;
    std::istringstream lines(file.text);
    for (std::string line; std::getline(lines, line);) {
      std::smatch name;
      if (line.size() > 400 || !std::regex_search(line, name, is_cpp(file) ? in_cpp : in_script)) continue;
      std::string words = name[1];
      std::replace(words.begin(), words.end(), '_', ' ');
      ids_in(words, found);
    }
  }
  return found;
}

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

TEST(Tidy, NoPixelIsReadBack) {
  EXPECT_TRUE(catches(no_pixel_is_read_back, "web/platform/js/raster.js", "const pixels = brush.getImageData(0, 0, 1, 1);"));
  EXPECT_TRUE(catches(no_pixel_is_read_back, "web/platform/js/gfx.js", "gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, out);"));
  EXPECT_FALSE(catches(no_pixel_is_read_back, "web/platform/js/raster.js", "upload(strip); // never getImageData"));
  keep(no_pixel_is_read_back);
}

TEST(Tidy, NoFileGrowsPastFourHundredLines) {
  EXPECT_TRUE(catches(four_hundred_lines, "core/inbox/x.cpp", std::string(401, '\n')));
  EXPECT_FALSE(catches(four_hundred_lines, "tests/golden/x.cpp", std::string(900, '\n')));
  keep(four_hundred_lines);
}

TEST(Tidy, NothingOfOneMachineIsInTheTree) {
  EXPECT_TRUE(catches(nothing_of_this_machine, "docs/api.md", std::string("see /wo") + "rk/main"));
  EXPECT_TRUE(catches(nothing_of_this_machine, "package-lock.json", std::string("https://registry.") + "npm" + "js.org/x"));
  EXPECT_FALSE(catches(nothing_of_this_machine, "docs/api.md", "a frame/work/flow and home.work"));
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

TEST(Tidy, EveryPageThatIsReferredToIsThere) {
  const std::string away = std::string("decisions") + ".md";
  const Tree small = {{"docs/api.md", "see bench/README.md"}, {"docs/bench/README.md", "*.md"}, {"core/a.h", "// docs/api.md, " + away + " 7"}, {"tests/golden/a.txt", away}};
  EXPECT_EQ(pages_are_there(small), Findings{"core/a.h refers to " + away + ", which is not in the tree"});
  for (const auto& one : pages_are_there(tree())) ADD_FAILURE() << one;
}

TEST(Tidy, EveryFeatureIsInTheCatalogue) {
  const Tree small = {{"core/inbox/catalogue.h", "#include \"core/inbox/a.h\"\n"}, {"core/inbox/a.h", ""}, {"core/inbox/a.cpp", "#include \"core/inbox/help.h\"\n"}, {"core/inbox/help.h", ""}, {"core/inbox/help.cpp", ""}, {"core/inbox/b.h", ""}, {"core/inbox/b.cpp", "Decision decide("}, {"core/inbox/c.h", ""}, {"core/inbox/c.cpp", "kept_of("}};
  EXPECT_EQ(features_are_in_the_catalogue(small).size(), 1u);
  for (const auto& one : features_are_in_the_catalogue(tree())) ADD_FAILURE() << one;
}

// The agent's day, as far as it is built: mail and what answers by itself have days of their own.
TEST(Tidy, EveryRequirementOfTheAgentsDayIsNamedByATest) {
  const Tree small = {{"tests/a_test.cpp", "TEST_F(A, D36_ComesBack) {\n// D40\nTEST(B, NoneOfThem)"}, {"tests/e2e/a.e2e.mjs", "test('D13-D15 A44: filters', async"}};
  EXPECT_EQ(ids_in_test_names(small), (std::set<std::string>{"A44", "D13", "D14", "D15", "D36"}));
  std::set<std::string> wanted;
  for (const char* ids : {"A44 C12-C17", "D5-D40 D48-D53", "D72-D82"}) ids_in(ids, wanted);
  const std::set<std::string> named = ids_in_test_names(tree());
  for (const std::string& id : wanted) EXPECT_TRUE(named.count(id)) << id << " is in the name of no test";
}
