#pragma once
// Where something from outside belongs, and the events that make the place when it is not there yet:
// contact, thread, conversation, session. Messages and calls arrive through here alike (A9, A43).
#include "core/inbox/catalogue.h"

namespace tributary {

struct Place {
  ContactId contact;
  ThreadId thread;
  ConversationId conversation;
  SessionId session;
  Outcome made;  // in order; empty when everything was there
};

// The contact of the claims, made and bound where they are new. Only `contact` and `made` are filled in.
Place contact_for(const State&, const std::vector<IdentityClaim>&, const Stamp&);

// Goes on from contact_for(): thread, conversation (a new one after the idle time) and session.
enum class Opening : std::uint8_t { by_customer, by_us };
Result<Place> place_for(const State&, const Number&, Channel, const std::vector<IdentityClaim>&, const Stamp&, Opening = Opening::by_customer);

// The session of that channel that is not over, or the events that end the old one and open another. What we write keeps a
// completed one too until its window is over: a word after resolving belongs to what was resolved, and a fresh session would
// have forgotten that WhatsApp's window is open.
SessionId session_for(const State&, const SessionOpened& fresh, const Stamp&, Events& made);

}  // namespace tributary
