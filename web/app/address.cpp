#include "web/app/address.h"

#include "core/base/id_text.h"

namespace tributary::app {

std::optional<Address> parse_address(std::string_view hash) {
  constexpr std::string_view link = "link=";
  Address address;
  if (hash.substr(0, 1) == "#") hash.remove_prefix(1);
  if (hash.substr(0, link.size()) == link) {
    address.link = hash.substr(link.size());
    return address;
  }
  if (hash.substr(0, 1) != "/") return std::nullopt;
  hash.remove_prefix(1);
  const std::size_t query = hash.find('?');
  if (query != std::string_view::npos) {
    address.filter = parse_filter(hash.substr(query + 1));
    hash = hash.substr(0, query);
  }
  const std::size_t slash = hash.find('/');
  const std::string_view view = hash.substr(0, slash);
  if (view == "admin") address.admin = true;
  else if (view == "channels") address.channels = true;
  else if (view == "preferences") address.preferences = true;
  else if (view == "replies") address.library = LibraryPart::replies;
  else if (view == "tags") address.library = LibraryPart::tags;
  else if (view == "teams") address.library = LibraryPart::teams;
  else if (view == "templates") address.library = LibraryPart::templates;
  else if (view == "contact" && slash != std::string_view::npos) {
    const std::string_view rest = hash.substr(slash + 1);
    const std::size_t next = rest.find('/');
    address.contact = parse_id<ContactTag>(rest.substr(0, next)).value_or(ContactId{});
    if (!address.contact) return std::nullopt;
    if (next != std::string_view::npos) address.conversation = parse_id<ConversationTag>(rest.substr(next + 1)).value_or(ConversationId{});
  } else if (view == "mine") address.view = InboxView::mine;
  else if (view == "unassigned") address.view = InboxView::unassigned;
  else if (view == "all") address.view = InboxView::all;
  else return std::nullopt;
  if (address.contact) return address;
  if (slash != std::string_view::npos) address.conversation = parse_id<ConversationTag>(hash.substr(slash + 1)).value_or(ConversationId{});
  return address;
}

std::string address_text(const Address& address) {
  if (address.admin) return "#/admin";
  if (address.channels) return "#/channels";
  if (address.preferences) return "#/preferences";
  switch (address.library) {
    case LibraryPart::none: break;
    case LibraryPart::replies: return "#/replies";
    case LibraryPart::tags: return "#/tags";
    case LibraryPart::teams: return "#/teams";
    case LibraryPart::templates: return "#/templates";
  }
  std::string text = address.view == InboxView::mine ? "#/mine" : address.view == InboxView::unassigned ? "#/unassigned" : "#/all";
  if (address.contact) text = "#/contact/" + to_text(address.contact);
  if (address.conversation) text += "/" + to_text(address.conversation);
  if (!address.filter.plain()) text += "?" + filter_text(address.filter);
  return text;
}

}  // namespace tributary::app
