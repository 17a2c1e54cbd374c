#pragma once
// Lists that are searched by typing and walked with the arrow keys, one for each kind of dialog that picks something:
// search, tags, the other contact of a merge, the customer record. All the same to the keyboard and to the ear.
#include <string>
#include <vector>

#include "web/app/frame.h"

namespace tributary::app {

struct PickerOption {
  std::string title, detail;            // the name; below it, what else is known
  std::string_view section, time;       // a heading stands where the section changes
  std::string_view icon;
  std::uint32_t dot = 0;                // a colour before the name, ready to draw; 0: none
  Marks title_marks, detail_marks;      // what was searched for
  bool checked = false, quiet = false;  // checked: has a tick; quiet: of less importance
  bool stays = false;                   // the dialog stays open
  // Of the search, whose words take longest: what they are made of when the row is drawn, and how high it will be.
  const Conversation* header = nullptr;
  const FoundMessage* message = nullptr;
  bool two_lines = false;
  Intent wanted = intent::CloseDialog{};
};
std::vector<PickerOption> picker_options(Frame&);
void picker_pane(Frame&, Rect page);

// ---- by kind
std::vector<PickerOption> tag_options(Frame&);
std::vector<PickerOption> search_options(Frame&);
void put_search_words(Frame&, PickerOption&);  // into a row that is near the view; nothing where they stand already
std::vector<PickerOption> merge_options(Frame&);
std::vector<PickerOption> customer_options(Frame&);
// What stands between the field and the list: help, troubles, that something is still looked for. Empty: nothing.
std::string_view search_note(Frame&);
// The tag that the button below the list is for.
TagId tag_of_option(const Frame&, const PickerOption&);

// Where words of the query (apart by blanks) are in a text, as it is shown. Capitals and accents do not matter.
Marks marks_of(std::string_view query, std::string_view text);
// One line with a ground of its own behind what was searched for.
void marked_text(Ui&, float x, float y, float w, Style, std::uint32_t colour, std::string_view, const Marks&);

}  // namespace tributary::app
