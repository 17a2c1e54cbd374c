#pragma once
// The composer's parts: two tabs, what hangs at the Send button, its dialogs. The pane itself is in panes.h.
#include <optional>
#include <string>
#include <vector>

#include "web/app/frame.h"

namespace tributary::app {

// Why no free words may be sent to the customer now, or are to leave at `later`; the engine itself is asked: the same rule as
// the relay's.
std::optional<Refused> reply_refused(const Frame&, const Conversation&, Instant later = {});
// The blanks that a reply still has.
std::vector<std::string> blanks_of(const Frame&, ConversationId);

// Where else this message of ours can go: another channel by which the same person can be written to now.
struct Elsewhere { Channel channel = Channel::sms; NumberId number; IdentityId identity; };
std::optional<Elsewhere> elsewhere(const Frame&, const ThreadEntry&);
// One of ours that waits for its time, and can still be taken back.
bool is_held(const Frame&, const ThreadEntry&);

// refused: it cannot be chosen, and why.
struct WayToSend { std::string name, detail; std::string_view icon; intent::Compose wanted; bool leads_on = false; std::optional<Refused> refused = {}; };
std::vector<WayToSend> ways_to_send(Frame&, const Conversation&);  // of the menu that is open
inline constexpr int ways_max = 6;                                 // it never has more items
void send_menu(Frame&, Rect page);                                 // draws it, when one is

// The templates that may be used now, and those that may not yet, with why.
struct UsableTemplate { TemplateId id; bool usable = false; };
std::vector<UsableTemplate> templates_for(const Frame&, const Conversation&);
struct TemplateForm { const MessageTemplate* chosen = nullptr; std::vector<std::string> names; Values values; };
TemplateForm template_form(const Frame&);

void composer_dialog(Frame&, Rect page);   // templates, choices, another time: whichever is open

namespace nodes {
NodeId note_field(ConversationId);
NodeId more_ways();                        // the button beside Send
NodeId way(int index);                     // an item of its menu
NodeId template_value(std::size_t index);
NodeId choices_text();
NodeId choice_title(int index);
NodeId choice_detail(int index);
NodeId later_field();
}  // namespace nodes

}  // namespace tributary::app
