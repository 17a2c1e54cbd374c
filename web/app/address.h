#pragma once
// The address bar: "#/mine", "#/unassigned", "#/all", "#/admin", "#/channels", "#/preferences", "#/replies", "#/tags", "#/teams", "#/templates", "#/contact/ctc_…", with "/cnv_…" behind a view when one is open
// and "?status=open&…" behind that when the list is filtered or ordered otherwise (core/view/list_filter.h); "#link=…" from a sign-in link.
#include <optional>
#include <string>
#include <string_view>

#include "core/view/list_filter.h"
#include "web/app/library.h"

namespace tributary::app {

struct Address {
  std::string link;          // the secret of a one-use link
  bool admin = false, channels = false, preferences = false;
  LibraryPart library = LibraryPart::none;
  InboxView view = InboxView::all;
  ContactId contact;         // the page of one person
  ConversationId conversation;
  ListFilter filter;
};
std::optional<Address> parse_address(std::string_view hash);
std::string address_text(const Address&);

}  // namespace tributary::app
