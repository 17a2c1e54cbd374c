#pragma once
// The content rows a browser has: names, addresses, bodies, media.
#include <map>
#include <string>

#include "core/inbox/content.h"
#include "core/inbox/state.h"

namespace tributary {

class Words {
 public:
  void put(const Content&);
  void forget(MessageId);                          // its body and media; they may come again
  const MessageBody* body(MessageId) const;
  const MediaItem* media(MessageId, std::uint32_t index) const;
  const std::vector<Attribute>& attributes(ContactId) const;
  const CustomerRecord* customer(CustomerId) const;
  const TemplateUse* template_use(MessageId) const;
  const std::string& note(NoteId) const;           // empty when deleted or unknown
  const std::string& address(IdentityId) const;    // empty when unknown
  const std::string& agent_name(AgentId) const;
  const std::string& contact_name(ContactId) const;
  // What to call them: the name, else the first address as it is stored, else nothing. A page shows it as people write it and has
  // a word of its language for nobody known (web/app/entry_words.h).
  std::string title(const State&, ContactId) const;

 private:
  std::map<ContactId, std::string> contacts_;
  std::map<AgentId, std::string> agents_;
  std::map<IdentityId, std::string> addresses_;
  std::map<MessageId, MessageBody> bodies_;
  std::map<NoteId, std::string> notes_;
  std::map<ContactId, std::vector<Attribute>> attributes_;
  std::map<CustomerId, CustomerRecord> customers_;
  std::map<MessageId, TemplateUse> template_uses_;
  std::map<std::pair<MessageId, std::uint32_t>, MediaItem> media_;
};

}  // namespace tributary
