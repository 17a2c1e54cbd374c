#include "core/view/words.h"

#include "core/inbox/contact_merge.h"
#include "core/inbox/person_attributes.h"

namespace tributary {
namespace {

const std::string nothing;

template <class Key>
const std::string& text_of(const Table<Key, std::string>& texts, const Key& key) {
  const std::string* text = texts.find(key);
  return text ? *text : nothing;
}

}  // namespace

void Words::put(const Content& content) {
  if (const auto* name = std::get_if<ContactName>(&content)) contacts_.edit(name->id) = name->name;
  else if (const auto* agent = std::get_if<AgentName>(&content)) agents_.edit(agent->id) = agent->name;
  else if (const auto* address = std::get_if<AddressText>(&content)) addresses_.edit(address->id) = address->address;
  else if (const auto* body = std::get_if<MessageBody>(&content)) bodies_.edit(body->id) = *body;
  else if (const auto* item = std::get_if<MediaItem>(&content)) media_[{item->message, item->index}] = *item;
  else if (const auto* note = std::get_if<NoteBody>(&content)) notes_.edit(note->id) = note->text;
  else if (const auto* of = std::get_if<ContactAttributes>(&content)) attributes_.edit(of->id) = of->attributes;
  else if (const auto* record = std::get_if<CustomerRecord>(&content)) customers_.edit(record->id) = *record;
  else if (const auto* use = std::get_if<TemplateUse>(&content)) template_uses_.edit(use->message) = *use;
}

void Words::forget(MessageId id) {
  bodies_.erase(id);
  const auto from = media_.lower_bound({id, 0});
  auto to = from;
  while (to != media_.end() && to->first.first == id) ++to;
  media_.erase(from, to);
}

const MessageBody* Words::body(MessageId id) const { return bodies_.find(id); }
const MediaItem* Words::media(MessageId id, std::uint32_t index) const {
  const auto found = media_.find({id, index});
  return found == media_.end() ? nullptr : &found->second;
}
const std::vector<Attribute>& Words::attributes(ContactId id) const {
  static const std::vector<Attribute> none;
  const auto* found = attributes_.find(id);
  return found ? *found : none;
}
std::vector<ContactAttributes> Words::attributes_of_family(const State& state, ContactId person) const {
  std::vector<ContactAttributes> family;
  for (ContactId id : merged_family(state, root_contact(state, person))) family.push_back({id, attributes(id)});
  return family;
}
std::vector<Attribute> Words::attributes(const State& state, ContactId person) const { return attributes_of_person(attributes_of_family(state, person)); }
const CustomerRecord* Words::customer(CustomerId id) const { return customers_.find(id); }
const TemplateUse* Words::template_use(MessageId id) const { return template_uses_.find(id); }
const std::string& Words::note(NoteId id) const { return text_of(notes_, id); }
const std::string& Words::address(IdentityId id) const { return text_of(addresses_, id); }
const std::string& Words::agent_name(AgentId id) const { return text_of(agents_, id); }
const std::string& Words::contact_name(ContactId id) const { return text_of(contacts_, id); }

const std::string& Words::name(const State& state, ContactId id) const {
  id = root_contact(state, id);
  const std::string& own = contact_name(id);
  if (!own.empty()) return own;
  for (ContactId one : merged_family(state, id))
    if (const std::string& name = contact_name(one); !name.empty()) return name;
  return own;
}

std::string Words::title(const State& state, ContactId id) const {
  if (const std::string& name = this->name(state, id); !name.empty()) return name;
  for (IdentityId identity : identities_of(state, root_contact(state, id)))
    if (const std::string& known = address(identity); !known.empty()) return known;
  return {};
}

}  // namespace tributary
