#pragma once
// The content rows a browser has: names, addresses, bodies, media.
#include <map>
#include <string>

#include "core/base/table.h"
#include "core/inbox/content.h"
#include "core/inbox/state.h"

namespace tributary {

class Words {
 public:
  void put(const Content&);
  void forget(MessageId);                          // its body and media; they may come again
  const MessageBody* body(MessageId) const;
  const MediaItem* media(MessageId, std::uint32_t index) const;
  const std::vector<Attribute>& attributes(ContactId) const;  // its own
  std::vector<ContactAttributes> attributes_of_family(const State&, ContactId person) const;
  std::vector<Attribute> attributes(const State&, ContactId person) const;  // of the person, as core/inbox/person_attributes.h says
  const CustomerRecord* customer(CustomerId) const;
  const TemplateUse* template_use(MessageId) const;
  const std::string& note(NoteId) const;           // empty when deleted or unknown
  const std::string& address(IdentityId) const;    // empty when unknown
  const std::string& agent_name(AgentId) const;
  const std::string& contact_name(ContactId) const;
  // What to call them: the name, else the first address as it is stored, else nothing. A page shows it as people write it and has
  // a word of its language for nobody known (web/app/entry_words.h).
  const std::string& name(const State&, ContactId) const;  // of the person: their own, else that of one merged into them; empty: none
  std::string title(const State&, ContactId) const;

 private:
  Table<ContactId, std::string> contacts_;
  Table<AgentId, std::string> agents_;
  Table<IdentityId, std::string> addresses_;
  Table<MessageId, MessageBody> bodies_;
  Table<NoteId, std::string> notes_;
  Table<ContactId, std::vector<Attribute>> attributes_;
  Table<CustomerId, CustomerRecord> customers_;
  Table<MessageId, TemplateUse> template_uses_;
  std::map<std::pair<MessageId, std::uint32_t>, MediaItem> media_;
};

}  // namespace tributary
