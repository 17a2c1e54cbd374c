// A private note of one's own is changed and deleted where it stands in the thread (D40).
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using platform::EventKind;
using Role = platform::Role;

struct NoteChange : AtDesk {
  void with_note(const std::string& text, const Actor& author) {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    ASSERT_TRUE(desk.command(AddNote{desk.conversation_of(1), {}, text, {}}, author));
    desk.open_page();
    press(Role::listitem, "Maya");
  }
  void ask_menu() {
    const headless::ShownNode* note = headless::find(Role::article, "Private note");
    ASSERT_TRUE(note) << headless::dump();
    platform::Event event = headless::event_of(EventKind::context);
    event.node = note->node.id;
    event.x = 600, event.y = 400;
    headless::emit(event);
    desk.settle();
  }
  static bool shows(std::string_view words) {
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.name.find(words) != std::string::npos) return true;
    return false;
  }
};

TEST_F(NoteChange, D40_OnesOwnNoteIsEditedFromItsMenu) {
  with_note("Call back at nine", desk.me);
  ask_menu();
  press(Role::menuitem, "Edit note");
  ASSERT_TRUE(headless::find(Role::dialog, "Edit note")) << headless::dump();
  const headless::ShownNode* field = headless::find(Role::textbox, "Private note");
  ASSERT_TRUE(field);
  EXPECT_EQ(platform::field_text(field->node.id), "Call back at nine");
  headless::type("Private note", "Call back at ten");
  press_only("Save");
  EXPECT_FALSE(headless::find(Role::dialog, "Edit note"));
  EXPECT_TRUE(shows("Call back at ten")) << headless::dump();
  EXPECT_FALSE(shows("Call back at nine"));
  EXPECT_TRUE(shows("edited"));
}

TEST_F(NoteChange, D40_ANoteWithoutWordsIsNotKeptAndWhatWasTypedStays) {
  with_note("Call back at nine", desk.me);
  ask_menu();
  press(Role::menuitem, "Edit note");
  headless::type("Private note", " ");
  press_only("Save");
  EXPECT_TRUE(headless::find(Role::dialog, "Edit note")) << headless::dump();
  EXPECT_TRUE(shows("Call back at nine"));
}

TEST_F(NoteChange, D40_ADeletedNoteComesBackAsANewOne) {
  with_note("Call back at nine", desk.me);
  ask_menu();
  press(Role::menuitem, "Delete note");
  EXPECT_TRUE(said("Note deleted"));
  EXPECT_FALSE(shows("Call back at nine"));
  EXPECT_TRUE(shows("This note was deleted."));
  press_only("Undo");
  EXPECT_TRUE(shows("Call back at nine")) << headless::dump();
}

TEST_F(NoteChange, D40_ANoteOfSomebodyElseCanOnlyBeCopied) {
  with_note("Call back at nine", desk.colleague);
  ask_menu();
  EXPECT_FALSE(headless::find(Role::menuitem, "Edit note"));
  EXPECT_FALSE(headless::find(Role::menuitem, "Delete note"));
  press(Role::menuitem, "Copy text");
  EXPECT_EQ(headless::record().clipboard, "Call back at nine");
}

}  // namespace
}  // namespace tributary
