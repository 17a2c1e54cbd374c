#include "core/view/words.h"

#include "core/inbox/contact_merge.h"

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
  else if (const auto* note = std::get_if<NoteBody>(&content)) notes_[note->id] = note->text;
  else if (const auto* of = std::get_if<ContactAttributes>(&content)) attributes_[of->id] = of->attributes;
  else if (const auto* record = std::get_if<CustomerRecord>(&content)) customers_[record->id] = *record;
  else if (const auto* use = std::get_if<TemplateUse>(&content)) template_uses_[use->message] = *use;
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
const std::vector<Attribute>& Words::attributes(ContactId id) const {
  static const std::vector<Attribute> none;
  const auto* found = pointer_to(attributes_, id);
  return found ? *found : none;
}
const CustomerRecord* Words::customer(CustomerId id) const { return pointer_to(customers_, id); }
const TemplateUse* Words::template_use(MessageId id) const { return pointer_to(template_uses_, id); }
const std::string& Words::note(NoteId id) const { return text_of(notes_, id); }
const std::string& Words::address(IdentityId id) const { return text_of(addresses_, id); }
const std::string& Words::agent_name(AgentId id) const { return text_of(agents_, id); }
const std::string& Words::contact_name(ContactId id) const { return text_of(contacts_, id); }

std::string Words::title(const State& state, ContactId id) const {
  id = root_contact(state, id);
  if (const std::string& name = contact_name(id); !name.empty()) return name;
  for (IdentityId identity : identities_of(state, id))
    if (const std::string& known = address(identity); !known.empty()) return known;
  return {};
}

}  // namespace tributary
