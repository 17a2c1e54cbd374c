#pragma once
// Above the rows: filter and order, what is filtered by, and what can be done with what is picked.
#include "web/app/frame.h"

namespace tributary::app {

// The buttons at the end of the list's header; returns the width they take.
float list_filter_tools(Frame&, Rect header);
// In the header's place while something is picked.
void picks_bar(Frame&, Rect header);
// What the list is filtered by, as pills that take it away; returns their height, 0 without a filter.
float filter_pills(Frame&, Rect below_header);

// ---- what a filter is called
struct FilterWord {
  std::string_view name;
  std::uint32_t colour = 0;          // of a tag: 0xRRGGBB
  bool tag = false;
  ListFilter without;
};
std::vector<FilterWord> filter_words(Frame&, const ListFilter&);
std::string_view status_name(WorkStatus);
std::string_view sort_name(ListSort);
std::string_view agent_or_nobody(Frame&, AgentId);
std::string_view account_name(const Frame&, AccountId);

// The saved views of who is signed in, by their place among all of them; the one that is shown now.
bool is_mine(const Frame&, const SavedView&);
std::vector<const SavedView*> my_views(const Frame&);
const SavedView* shown_view(const Frame&);

}  // namespace tributary::app
