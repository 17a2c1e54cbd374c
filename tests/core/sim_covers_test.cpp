// What can be asked of the engine the simulation asks too: a command that is new is played there from its first day.
#include <gtest/gtest.h>

#include <utility>

#include "tests/support/source_tree.h"

namespace tributary::tidy {
namespace {

std::vector<std::string> commands_in(const std::string& catalogue) {
  const std::string text = without_comments(catalogue);
  const std::string begin = "using CommandOneOf = std::variant<";
  const std::size_t from = text.find(begin), to = text.find(">;", from);
  std::vector<std::string> names;
  std::string name;
  for (std::size_t i = from + begin.size(); from != std::string::npos && i <= to; ++i) {
    if (in_word(text[i])) name += text[i];
    else if (!name.empty()) names.push_back(std::exchange(name, {}));
  }
  return names;
}

// The relay itself takes up what it had let go of; how is the engine's affair.
std::string as_it_is_played(const std::string& command) { return command == "TakeUp" ? "story_to_take_up" : command; }

Findings not_played(const std::string& catalogue, const Tree& files) {
  Findings missing;
  for (const std::string& command : commands_in(catalogue)) {
    bool played = false;
    for (const File& file : files)
      if (starts(file.path, "tests/sim/")) played = played || !every_word(file, without_comments(file.text), {as_it_is_played(command)}, "").empty();
    if (!played) missing.push_back(command);
  }
  return missing;
}

TEST(Simulation, PlaysEveryCommandThatThereIs) {
  const std::string small = "using CommandOneOf = std::variant<  //\n    Snooze, TakeUp,\n    Assign>;";
  EXPECT_EQ(not_played(small, {{"tests/sim/a.cpp", "Snooze{}; // Assign"}, {"tests/x.cpp", "Assign"}}), (Findings{"TakeUp", "Assign"}));
  const std::string catalogue = read(fs::path(TRIBUTARY_ROOT) / "core/inbox/catalogue.h");
  EXPECT_GT(commands_in(catalogue).size(), 30u);
  for (const std::string& command : not_played(catalogue, tree())) ADD_FAILURE() << command << " is played by no agent, customer or relay of tests/sim";
}

}  // namespace
}  // namespace tributary::tidy
