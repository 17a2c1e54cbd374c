#include "core/inbox/message_in.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/inbox/arrival.h"
#include "core/inbox/queue.h"

namespace tributary {
namespace {

// The profile's name is that of the contact the sender was before any merge: one person with two numbers is not called now
// like the one and now like the other, and once they are set apart each has its own again.
void put_name(const State& state, const ReceiveMessage& command, const Place& place, Contents& contents) {
  const ContactId known = known_contact(state, command.from), own = known ? known : place.contact;
  const Contact* contact = state.contacts.find(own);
  if (blank(command.profile_name) || (contact && contact->renamed)) return;
  const std::string name = for_display(command.profile_name);
  contents.push_back(ContactName{own, std::string(cut_code_points(name, limits::name_characters_max))});
}

void put_words(const State& state, const ReceiveMessage& command, const Place& place, MessageId message, Contents& contents) {
  put_name(state, command, place, contents);
  MessageBody body = command.body;
  body.id = message;
  body.media = static_cast<std::uint32_t>(command.media.size());
  contents.push_back(std::move(body));
  std::uint32_t index = 0;
  for (MediaItem item : command.media) {
    item.message = message;
    item.index = index++;
    contents.push_back(std::move(item));
  }
}

// STOP and START change who may be written to from that number; saying it twice changes nothing.
void put_opt_change(const State& state, const ReceiveMessage& command, Events& events) {
  const IdentityId from = command.from.front().id;
  const Identity* identity = known_identity(state, command.from.front());
  const bool out = identity && std::find(identity->opted_out.begin(), identity->opted_out.end(), command.number) != identity->opted_out.end();
  if (command.opt == OptChange::out && !out) events.push_back(OptedOut{from, command.number});
  if (command.opt == OptChange::in && out) events.push_back(OptedIn{from, command.number});
}

}  // namespace

Decision decide(const State& state, const ReceiveMessage& command, const Stamp& stamp) {
  const Number* number = state.numbers.find(command.number);
  if (!number) return Refusal::unknown_number;
  if (command.from.empty() || !command.from.front().id || command.channel == Channel::voice) return Refusal::invalid_value;
  TRY(place, place_for(state, *number, command.channel, command.from, stamp));
  Outcome outcome = std::move(place.made);
  const Conversation* conversation = state.conversations.find(place.conversation);
  if (conversation && conversation->status != WorkStatus::open) outcome.events.push_back(Reopened{place.conversation});
  put_in_queue(state, place.conversation, command.queue, outcome.events);
  const auto message = same_bits<MessageId>(stamp.cause);
  outcome.events.push_back(MessageReceived{message, place.conversation, place.session, command.number,
                                           command.from.front().id, command.channel, command.kind});
  put_opt_change(state, command, outcome.events);
  put_words(state, command, place, message, outcome.contents);
  return outcome;
}

Decision decide(const State& state, const UpdateMedia& command, const Stamp&) {
  if (!state.conversations.find(command.conversation)) return Refusal::unknown_conversation;
  const MediaItem& item = command.item;
  return Outcome{{MediaChanged{item.message, command.conversation, item.index, item.state}}, {item}};
}

void apply(State& state, const MessageReceived& event, const Stamp& stamp) {
  Conversation& conversation = state.conversations.edit(event.conversation);
  conversation.channel = event.channel;
  conversation.number = event.number;
  conversation.identity = event.identity;
  conversation.last_activity = stamp.at;
  conversation.last_inbound = stamp.at;
  conversation.last_message = event.message;
  conversation.last_direction = Direction::in;
  conversation.failed = false;
  ++conversation.messages;
  ++conversation.inbound;
  change_session(state, event.session, [&](Session& session) {
    session.number = event.number;
    session.identity = event.identity;
    session.status = SessionStatus::active;
    session.last_inbound = stamp.at;
    session.expires = stamp.at + window_ms(state.settings, event.channel);
  });
}

void apply(State&, const MediaChanged&, const Stamp&) {}  // the row beside it says everything

}  // namespace tributary
