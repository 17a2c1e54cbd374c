#include "core/wire/codec.h"
#include "core/wire/snapshot.h"

namespace tributary::wire {
namespace {

// Every row of one list, handed over as it is read. Absent lists are empty.
template <class T, class F>
bool each(const json::object& piece, const char* name, F&& row) {
  const json::value* list = piece.if_contains(name);
  if (!list) return true;
  const json::array* array = list->if_array();
  if (!array) return false;
  for (const json::value& item : *array) {
    T value{};
    if (!take(item, value)) return false;
    row(std::move(value));
  }
  return true;
}

template <class T, class Table>
bool fill(const json::object& piece, const char* name, Table& table) {
  return each<T>(piece, name, [&](T value) { const auto id = value.id; table.edit(id) = std::move(value); });
}

bool load_settings(const json::object& piece, State& into) {
  const json::value* settings = piece.if_contains("settings");
  return !settings || take(*settings, into.settings);
}

bool load_configuration(const json::object& piece, State& into) {
  return fill<Account>(piece, "accounts", into.accounts) && fill<Number>(piece, "numbers", into.numbers) &&
         fill<Service>(piece, "services", into.services) && fill<MessageTemplate>(piece, "templates", into.templates) && fill<SavedReply>(piece, "saved_replies", into.saved_replies) &&
         fill<Agent>(piece, "agents", into.agents) &&
         each<Tag>(piece, "tags", [&](Tag tag) {
           into.tag_of_number.edit(tag.number) = tag.id;
           into.tags.edit(tag.id) = std::move(tag);
         }) &&
         each<Team>(piece, "teams", [&](Team team) {
           into.team_of_number.edit(team.number) = team.id;
           into.teams.edit(team.id) = std::move(team);
         });
}

bool load_people(const json::object& piece, State& into) {
  return each<Customer>(piece, "customers", [&](Customer customer) {
           if (!into.customers.find(customer.id)) ++into.customer_count;
           into.customers.edit(customer.id) = customer;
         }) &&
         each<Contact>(piece, "contacts", [&](Contact contact) {
           if (contact.merged_into) into.merged.edit({contact.merged_into, contact.id});
           into.contacts.edit(contact.id) = std::move(contact);
         }) && fill<Identity>(piece, "identities", into.identities) &&
         each<Thread>(piece, "threads", [&](Thread thread) {
           into.thread_of.edit({thread.service, thread.contact}) = thread.id;
           into.threads.edit(thread.id) = thread;
         });
}

// The derived tables are made here and not sent: they say nothing that the others do not.
bool load_conversations(const json::object& piece, State& into, std::vector<ConversationId>* seen) {
  return each<Conversation>(piece, "conversations", [&](Conversation conversation) {
           if (!into.conversations.find(conversation.id)) ++into.conversation_count;
           into.conversations.edit(conversation.id) = conversation;
           if (seen) seen->push_back(conversation.id);
         }) &&
         each<Session>(piece, "sessions", [&](Session session) {
           change_session(into, session.id, [&](Session& place) { place = session; });
         }) &&
         each<Outgoing>(piece, "outgoing", [&](Outgoing message) {
           if (const Session* session = into.sessions.find(message.session)) message.channel = session->channel;  // older snapshots do not say
           if (is_over(message.status, message.channel)) return;                                                  // and keep what is over
           if (message.status <= Delivery::unknown) into.outbox.edit({message.conversation, message.position}) = message.id;
           into.outgoing.edit(message.id) = message;
         }) &&
         each<Snoozing>(piece, "snoozing", [&](Snoozing snoozing) { put_snoozing(into, snoozing); }) &&
         each<Note>(piece, "notes", [&](Note note) { put_note(into, note); }) &&
         fill<Call>(piece, "calls", into.calls) && each<MarkedRead>(piece, "reads", [&](MarkedRead read) {
           into.reads.edit({read.agent, read.conversation}) = read.count;
           if (seen) seen->push_back(read.conversation);
         });
}

}  // namespace

bool load_piece(std::string_view text, State& into, Contents& contents, std::vector<ConversationId>* seen) {
  const auto document = parse_document(text);
  const json::object* piece = document ? document->if_object() : nullptr;
  return piece && load_settings(*piece, into) && load_configuration(*piece, into) && load_people(*piece, into) &&
         load_conversations(*piece, into, seen) &&
         each<Content>(*piece, "contents", [&](Content content) { contents.push_back(std::move(content)); });
}

}  // namespace tributary::wire
