#include "relay/store/state_file.h"

#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

constexpr Epoch epoch{7, 9};

void save(const Folder& folder, std::uint64_t seq, const std::vector<std::string>& pieces) {
  StateFileWriter file(folder.path(), epoch, seq, CommandId{3, seq});
  for (const std::string& piece : pieces) file.add(piece);
  file.finish();
}

TEST(StateFile, WhatWasSavedLastIsReadAgainPieceByPiece) {
  Folder folder;
  EXPECT_FALSE(read_state_file(folder.path(), epoch)) << "nothing was saved yet";
  save(folder, 10, {"one", ""});
  save(folder, 20, {"two\nlines", std::string(100'000, 'x'), "end\n"});
  const auto saved = read_state_file(folder.path(), epoch);
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->seq, 20u);
  EXPECT_EQ(saved->last, (CommandId{3, 20}));
  EXPECT_EQ(saved->pieces, (std::vector<std::string>{"two\nlines", std::string(100'000, 'x'), "end\n"}));
  EXPECT_FALSE(read_state_file(folder.path(), Epoch{7, 8})) << "another history";
}

TEST(StateFile, AWriterThatDoesNotFinishLeavesTheOldOne) {
  Folder folder;
  save(folder, 10, {"one"});
  {
    StateFileWriter file(folder.path(), epoch, 20, CommandId{3, 20});
    file.add("half of it");
  }
  ASSERT_TRUE(read_state_file(folder.path(), epoch));
  EXPECT_EQ(read_state_file(folder.path(), epoch)->seq, 10u);
  EXPECT_FALSE(std::filesystem::exists(folder.at("state.part")));
}

TEST(StateFile, NothingThatIsDamagedOrCutOffIsUsed) {
  Folder folder;
  save(folder, 10, {"first piece", "second piece"});
  const std::string whole = bytes_of(folder.at("state"));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    write_bytes(folder.at("state"), whole.substr(0, length));
    // Only the last line's end may be missing.
    ASSERT_TRUE(!read_state_file(folder.path(), epoch) || length + 1 == whole.size()) << length;
  }
  for (std::size_t at = whole.find('\n'); at < whole.size(); ++at) {
    std::string wrong = whole;
    wrong[at] = static_cast<char>(wrong[at] ^ 1);
    write_bytes(folder.at("state"), wrong);
    ASSERT_FALSE(read_state_file(folder.path(), epoch) && at + 1 < whole.size()) << at;
  }
}

TEST(StateFile, AHeadHasOneText) {
  const StateHead head{epoch, 20, CommandId{3, 20}};
  const std::string text = state_head_text(head);
  EXPECT_EQ(parse_state_head(text), head);
  for (const std::string& wrong : {text + " ", text + " more", " " + text, text.substr(1), text.substr(0, text.size() - 1), std::string()}) EXPECT_FALSE(parse_state_head(wrong)) << wrong;
  for (const char* seq : {" -20 ", " 020 ", " +20 ", " 99999999999999999999 ", "  20 "}) {
    std::string wrong = text;
    wrong.replace(wrong.find(" 20 "), 4, seq);
    EXPECT_FALSE(parse_state_head(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace tributary::store
