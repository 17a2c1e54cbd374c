#include "core/inbox/note.h"

#include "core/view/thread.h"
#include "core/view/words.h"
#include "tests/core/desk.h"

using namespace tributary;

namespace {

struct Notes : testing::Test {
  Desk desk;
  Notes() { desk.hear(); }
  NoteId write(AgentId author, std::string text = "call back", std::vector<AgentId> mentions = {}) {
    desk.run(AddNote{desk.conversation().id, {}, std::move(text), std::move(mentions)}, Desk::as(author));
    return std::get<NoteAdded>(desk.last.front()).note;
  }
};

}  // namespace

TEST_F(Notes, D40_AreAnotherEventThanMessagesAndLeaveNothingToSend) {
  const std::uint32_t messages = desk.conversation().messages;
  write(Desk::anna);
  EXPECT_EQ(desk.happened<ReplyQueued>(), 0u);
  EXPECT_EQ(desk.state.outgoing.size_here(), 0u);
  EXPECT_EQ(desk.conversation().messages, messages);
  ASSERT_EQ(desk.contents.size(), 1u);
  EXPECT_EQ(std::get<NoteBody>(desk.contents.front()).text, "call back");
}

TEST_F(Notes, NeitherClaimNorReopenTheConversation) {
  desk.run(Resolve{desk.conversation().id}, Desk::as(Desk::ben));
  write(Desk::anna);
  EXPECT_EQ(desk.conversation().status, WorkStatus::resolved);
  EXPECT_FALSE(desk.conversation().assignee);
}

TEST_F(Notes, MentionEachAgentOnceAndNobodyUnknown) {
  write(Desk::anna, "look", {Desk::ben, Desk::ben});
  EXPECT_EQ(std::get<NoteAdded>(desk.last.front()).mentions, std::vector<AgentId>{Desk::ben});
  EXPECT_EQ(desk.refused(AddNote{desk.conversation().id, {}, "x", {AgentId{4, 9}}}, Desk::as(Desk::anna)), Refusal::unknown_agent);
}

TEST_F(Notes, AreChangedAndDeletedByTheirAuthorAlone) {
  const NoteId note = write(Desk::anna);
  EXPECT_EQ(desk.refused(EditNote{note, "mine now", {}}, Desk::as(Desk::ben)), Refusal::not_the_author);
  EXPECT_EQ(desk.refused(DeleteNote{note}, Desk::as(Desk::ben)), Refusal::not_the_author);
  desk.run(EditNote{note, "call on Monday", {Desk::ben}}, Desk::as(Desk::anna));
  desk.run(DeleteNote{note}, Desk::as(Desk::anna));
  EXPECT_EQ(std::get<NoteBody>(desk.contents.front()).text, "");
  EXPECT_EQ(desk.refused(EditNote{note, "too late", {}}, Desk::as(Desk::anna)), Refusal::unknown_note);
}

TEST_F(Notes, RefuseWhatCannotBeRead) {
  const auto add = [&](std::string text) { return desk.refused(AddNote{desk.conversation().id, {}, std::move(text), {}}, Desk::as(Desk::anna)); };
  EXPECT_EQ(add(" \n"), Refusal::empty_message);
  EXPECT_EQ(add(std::string(10'001, 'x')), Refusal::note_too_long);
  EXPECT_EQ(add("\xff"), Refusal::invalid_value);
  EXPECT_EQ(desk.refused(AddNote{desk.conversation().id, {}, "x", {}}), Refusal::not_allowed);
  EXPECT_EQ(desk.refused(AddNote{{}, {}, "x", {}}, Desk::as(Desk::anna)), Refusal::unknown_contact);
}

TEST_F(Notes, OfAContactStandBesideIt) {
  const ContactId contact = desk.state.identities.find(Desk::phone)->contact;
  desk.run(AddNote{{}, contact, "prefers mornings", {}}, Desk::as(Desk::anna));
  const NoteId note = std::get<NoteAdded>(desk.last.front()).note;
  EXPECT_TRUE(desk.state.notes_of_contact.find({contact, note}));
  desk.run(DeleteNote{note}, Desk::as(Desk::anna));
  EXPECT_FALSE(desk.state.notes_of_contact.find({contact, note}));
}

TEST_F(Notes, KnowWhenTheyWereWrittenAndChangedAndWhomTheyMention) {
  const NoteId id = write(Desk::anna, "look", {Desk::ben});
  const Instant written = desk.now;
  const Note* note = desk.state.notes.find(id);
  EXPECT_EQ(note->at, written);
  EXPECT_EQ(note->edited, Instant{});
  EXPECT_EQ(note->mentions, std::vector<AgentId>{Desk::ben});
  desk.pass(60'000);
  desk.run(EditNote{id, "look again", {}}, Desk::as(Desk::anna));
  note = desk.state.notes.find(id);
  EXPECT_EQ(note->at, written);
  EXPECT_EQ(note->edited, desk.now);
  EXPECT_TRUE(note->mentions.empty());
}

TEST_F(Notes, AboutAPersonAreThoseOfAllMergedContactsInTheOrderOfWriting) {
  ReceiveMessage other = desk.text();
  other.from = {{IdentityKind::phone, IdentityId{5, 9}, "+15550200109"}};
  desk.run(other);
  const ContactId first = desk.state.identities.find(Desk::phone)->contact, second = desk.state.identities.find(IdentityId{5, 9})->contact;
  std::vector<NoteId> written;
  for (const ContactId contact : {second, first, second}) {
    desk.pass(1'000);
    desk.run(AddNote{{}, contact, "prefers mornings", {}}, Desk::as(Desk::anna));
    written.push_back(std::get<NoteAdded>(desk.last.front()).note);
  }
  EXPECT_EQ(notes_of(desk.state, first), std::vector<NoteId>{written[1]});
  desk.run(MergeContacts{first, second}, Desk::as(Desk::anna));
  EXPECT_EQ(notes_of(desk.state, first), written);
  EXPECT_EQ(notes_of(desk.state, second), written) << "whichever of them is asked about";
}

TEST_F(Notes, ShowInTheThreadWhicheverPageComesFirst) {
  const NoteId note = write(Desk::anna, "look", {Desk::ben});
  desk.run(EditNote{note, "look again", {}}, Desk::as(Desk::anna));
  desk.run(DeleteNote{note}, Desk::as(Desk::anna));
  ThreadView whole, parted;
  whole.add_older(desk.log);
  const auto middle = desk.log.end() - 2;
  parted.add_older({middle, desk.log.end()});
  parted.add_older({desk.log.begin(), middle});
  ASSERT_TRUE(whole.entries() == parted.entries());
  const ThreadEntry& entry = whole.entries().back();
  EXPECT_EQ(entry.kind, ThreadEntry::Kind::note);
  EXPECT_EQ(entry.actor.agent, Desk::anna);
  EXPECT_TRUE(entry.edited && entry.deleted && entry.mentions.empty());
}
