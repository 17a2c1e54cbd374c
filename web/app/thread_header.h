#pragma once
// The head of the open thread: who it is, and what can be done with the conversation. Actions show their words while
// there is room, then icons, then fold into a menu; the last one, the most important, always stays.
#include <vector>

#include "web/app/frame.h"
#include "web/app/widgets/controls.h"

namespace tributary::app {

struct HeaderAction {
  NodeId id = 0;
  std::string_view name, icon, icon_beside;  // icon: alone; icon_beside: with the words
  ButtonLook look = ButtonLook::plain;
  std::uint32_t flags = 0;
  Intent intent;
  bool icon_only = false;
};
// A new action is one more entry, in order of importance, the most important last.
std::vector<HeaderAction> header_actions(Frame&, const Conversation&);

}  // namespace tributary::app
