#pragma once
// What the list's menus offer: filter values, orders, saved views, and what can be done with what is picked.
#include "web/app/frame.h"

namespace tributary::app {

struct ListMenuItem {
  std::string_view name, picture;
  Intent intent;
  bool on = false, checks = false, coloured = false, closes = false;  // checks: one of several that may be on; closes: the menu, when it is chosen
  FilterPart leads_to = FilterPart::none;
  std::uint32_t colour = 0;      // of a tag: 0xRRGGBB
  const tributary::Tag* tag = nullptr;      // bulk: put on or taken off all that is picked, by whether all have it
  std::uint32_t chosen = 0;      // how many values of this part the filter names
};
std::vector<ListMenuItem> list_menu_items(Frame&);
std::string_view list_menu_name(const Frame&);
bool all_picked_have(const Frame&, const tributary::Tag&);

}  // namespace tributary::app
