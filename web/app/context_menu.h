#pragma once
// What can be done with what was pointed at: a row of the list, a message, a person. Asked for by the second button, by
// Shift+F10 or by the menu key; text and fields keep the browser's own menu.
#include "web/app/frame.h"

namespace tributary::app {

// What lies under this node of the page, if there is a menu for it.
ContextMenu context_menu_for(const Frame&, std::uint64_t node, float x, float y);
void context_menu(Frame&, Rect page);  // while one is open
inline constexpr int context_items_max = 16;

namespace nodes {
NodeId context_item(int index);
NodeId message_avatar(std::uint64_t entry);
NodeId header_avatar();
}  // namespace nodes

}  // namespace tributary::app
