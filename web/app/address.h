#pragma once
// The address bar: "#/mine", "#/unassigned", "#/all", "#/admin", "#/preferences", with "/cnv_…" behind a view when one is open,
// and "#link=…" from a sign-in link.
#include <optional>
#include <string>
#include <string_view>

#include "core/view/inbox_list.h"

namespace tributary::app {

struct Address {
  std::string link;          // the secret of a one-use link
  bool admin = false, preferences = false;
  InboxView view = InboxView::all;
  ConversationId conversation;
};
std::optional<Address> parse_address(std::string_view hash);
std::string address_text(const Address&);

}  // namespace tributary::app
