#include "core/wire/codec.h"
#include "core/wire/snapshot.h"

namespace tributary::wire {
namespace {

// Every row of a list, handed over as it is read.
template <class T, class F>
bool each(Reader& from, F&& row) {
  return from.array([&] {
    T value{};
    if (!take(from, value)) return false;
    row(std::move(value));
    return true;
  });
}

template <class T, class Table>
bool fill(Reader& from, Table& table) {
  return each<T>(from, [&](T value) { const auto id = value.id; table.edit(id) = std::move(value); });
}

// One list of a piece by its name; a name that is not known is passed over. The derived tables are made here and not sent:
// they say nothing that the others do not. Lists come in the order they are written in: conversations before sessions,
// sessions before what goes out by them.
class Loading {
 public:
  Loading(Reader& from, State& into, Contents& contents, std::vector<ConversationId>* seen) : from_(from), into_(into), contents_(contents), seen_(seen) {}

  bool list(std::string_view name) {
    bool known = false;
    for (const auto part : {&Loading::configuration, &Loading::people, &Loading::conversations, &Loading::belongings}) {
      const bool good = (this->*part)(name, known);
      if (known) return good;
    }
    return from_.skip();
  }

 private:
  // Each sets `known` where the name is one of its own, and reads the list.
  bool configuration(std::string_view name, bool& known) {
    known = true;
    if (name == "settings") return take(from_, into_.settings);
    if (name == "accounts") return fill<Account>(from_, into_.accounts);
    if (name == "numbers") return fill<Number>(from_, into_.numbers);
    if (name == "services") return fill<Service>(from_, into_.services);
    if (name == "templates") return fill<MessageTemplate>(from_, into_.templates);
    if (name == "saved_replies") return fill<SavedReply>(from_, into_.saved_replies);
    if (name == "agents") return fill<Agent>(from_, into_.agents);
    if (name == "tags")
      return each<Tag>(from_, [this](Tag tag) {
        into_.tag_of_number.edit(tag.number) = tag.id;
        into_.tags.edit(tag.id) = std::move(tag);
      });
    if (name == "teams")
      return each<Team>(from_, [this](Team team) {
        into_.team_of_number.edit(team.number) = team.id;
        into_.teams.edit(team.id) = std::move(team);
      });
    if (name == "contents") return each<Content>(from_, [this](Content content) { contents_.push_back(std::move(content)); });
    return known = false;
  }

  bool people(std::string_view name, bool& known) {
    known = true;
    if (name == "customers")
      return each<Customer>(from_, [this](Customer customer) {
        if (!into_.customers.find(customer.id)) ++into_.customer_count;
        into_.customers.edit(customer.id) = customer;
      });
    if (name == "contacts")
      return each<Contact>(from_, [this](Contact contact) {
        if (contact.merged_into) into_.merged.edit({contact.merged_into, contact.id});
        into_.contacts.edit(contact.id) = std::move(contact);
      });
    if (name == "identities") return fill<Identity>(from_, into_.identities);
    if (name == "threads")
      return each<Thread>(from_, [this](Thread thread) {
        into_.thread_of.edit({thread.service, thread.contact}) = thread.id;
        into_.threads.edit(thread.id) = thread;
      });
    return known = false;
  }

  bool conversations(std::string_view name, bool& known) {
    known = true;
    if (name == "conversations")
      return each<Conversation>(from_, [this](Conversation conversation) {
        if (!into_.conversations.find(conversation.id)) ++into_.conversation_count;
        into_.conversations.edit(conversation.id) = conversation;
        if (seen_) seen_->push_back(conversation.id);
      });
    if (name == "sessions")
      return each<Session>(from_, [this](Session session) {
        change_session(into_, session.id, [&](Session& place) { place = session; });
      });
    if (name == "reads")
      return each<MarkedRead>(from_, [this](MarkedRead read) {
        into_.reads.edit({read.agent, read.conversation}) = read.count;
        if (seen_) seen_->push_back(read.conversation);
      });
    return known = false;
  }

  bool belongings(std::string_view name, bool& known) {
    known = true;
    if (name == "outgoing") return each<Outgoing>(from_, [this](Outgoing message) { take_outgoing(message); });
    if (name == "snoozing") return each<Snoozing>(from_, [this](Snoozing snoozing) { put_snoozing(into_, snoozing); });
    if (name == "notes") return each<Note>(from_, [this](Note note) { put_note(into_, note); });
    if (name == "calls") return fill<Call>(from_, into_.calls);
    return known = false;
  }

  void take_outgoing(Outgoing& message) {
    if (const Session* session = into_.sessions.find(message.session)) message.channel = session->channel;  // older snapshots do not say
    if (is_over(message.status, message.channel)) return;                                                   // and keep what is over
    if (message.status <= Delivery::unknown) into_.outbox.edit({message.conversation, message.position}) = message.id;
    into_.outgoing.edit(message.id) = message;
    start_ageing(into_, message);
  }

  Reader& from_;
  State& into_;
  Contents& contents_;
  std::vector<ConversationId>* seen_;
};

}  // namespace

bool load_piece(std::string_view text, State& into, Contents& contents, std::vector<ConversationId>* seen) {
  Reader from(text);
  Loading loading(from, into, contents, seen);
  return from.object([&](std::string_view name) { return loading.list(name); }) && from.ended();
}

}  // namespace tributary::wire
