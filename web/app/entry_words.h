#pragma once
// Entries of a thread in words and icons: delivery, calls, sessions, authors.
#include <string>
#include <string_view>

#include "core/view/thread.h"
#include "web/app/frame.h"

namespace tributary::app {

std::string_view channel_word(Channel);
std::string_view channel_icon(Channel);
std::uint32_t channel_colour(const Theme&, Channel);

struct DeliveryLook { std::string_view word, icon; std::uint32_t colour; };
DeliveryLook delivery_look(const Theme&, Delivery);

std::string_view call_words(Ui&, const ThreadEntry&);       // "Missed call", "Call, 2 min 4 s"
std::string_view session_words(Ui&, const ThreadEntry&);    // "WhatsApp session started"
std::string_view activity_words(Frame&, const ThreadEntry&);
std::string_view author_words(Frame&, const ThreadEntry&);  // "You", "Sam", "Automation", the contact's name
// For the eye and the ear: the name, else the address as people write it, else a word for nobody known. What is searched, copied and
// sent is what core's Words::title() has.
std::string person_title(const Words&, const State&, ContactId);
std::string_view contact_title(Frame&, const Conversation&);
std::string_view agent_words(Frame&, AgentId);              // "You" or the name
// "3 h 20 min", "2 min 4 s": the two largest units.
std::string_view duration_words(Ui&, std::int64_t seconds);
std::string_view bytes_words(Ui&, std::int64_t bytes);

// The last message of a row in one line.
std::string_view preview_words(Frame&, const ListRow&);
std::string preview_text(const MessageBody&);

// What a body without a kind beside it (the list's rows) must be.
MessageKind kind_of(const MessageBody&);

}  // namespace tributary::app
