#include "core/view/words.h"

namespace tributary {
namespace {

const std::string nothing;

template <class Map, class Key>
const std::string& text_of(const Map& map, const Key& key) {
  const auto it = map.find(key);
  return it == map.end() ? nothing : it->second;
}

template <class Map, class Key>
auto* pointer_to(const Map& map, const Key& key) {
  const auto it = map.find(key);
  return it == map.end() ? nullptr : &it->second;
}

}  // namespace

void Words::put(const Content& content) {
  if (const auto* name = std::get_if<ContactName>(&content)) contacts_[name->id] = name->name;
  else if (const auto* agent = std::get_if<AgentName>(&content)) agents_[agent->id] = agent->name;
  else if (const auto* address = std::get_if<AddressText>(&content)) addresses_[address->id] = address->address;
  else if (const auto* body = std::get_if<MessageBody>(&content)) bodies_[body->id] = *body;
  else if (const auto* item = std::get_if<MediaItem>(&content)) media_[{item->message, item->index}] = *item;
}

void Words::forget(MessageId id) {
  bodies_.erase(id);
  const auto from = media_.lower_bound({id, 0});
  auto to = from;
  while (to != media_.end() && to->first.first == id) ++to;
  media_.erase(from, to);
}

const MessageBody* Words::body(MessageId id) const { return pointer_to(bodies_, id); }
const MediaItem* Words::media(MessageId id, std::uint32_t index) const { return pointer_to(media_, std::pair(id, index)); }
const std::string& Words::address(IdentityId id) const { return text_of(addresses_, id); }
const std::string& Words::agent_name(AgentId id) const { return text_of(agents_, id); }
const std::string& Words::contact_name(ContactId id) const { return text_of(contacts_, id); }

std::string Words::title(const State& state, ContactId id) const {
  if (const std::string& name = contact_name(id); !name.empty()) return name;
  if (const Contact* contact = state.contacts.find(id))
    for (IdentityId identity : contact->identities)
      if (const std::string& known = address(identity); !known.empty()) return known;
  return "Unknown";
}

}  // namespace tributary
