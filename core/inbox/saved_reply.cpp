#include "core/inbox/saved_reply.h"

#include "core/base/text.h"
#include "core/inbox/catalogue.h"
#include "core/inbox/naming.h"

namespace tributary {
namespace {

bool usable_shortcut(std::string_view shortcut) {
  return valid_utf8(shortcut) && shortcut.size() <= static_cast<std::size_t>(limits::shortcut_bytes_max) && shortcut.find_first_of(" \t\n\r/") == std::string_view::npos;
}

struct Census { std::size_t count = 0; bool taken = false; };

Census census(const State& state, std::string_view shortcut, SavedReplyId except) {
  Census found;
  state.saved_replies.for_each([&](SavedReplyId id, const SavedReply& known) {
    ++found.count;
    found.taken |= id != except && !shortcut.empty() && same_name(known.shortcut, shortcut);
  });
  return found;
}

}  // namespace

Decision decide(const State& state, const SaveReply& command, const Stamp& stamp) {
  const SavedReplyId id = command.saved_reply ? command.saved_reply : same_bits<SavedReplyId>(stamp.cause);
  const SavedReply* known = state.saved_replies.find(id);
  if (command.saved_reply && !known) return Refusal::unknown_saved_reply;
  const SavedReply wanted{id, command.shortcut, as_name(command.title), command.body, as_name(command.folder)};
  for (const std::string* name : {&command.title, &command.folder})
    if (auto wrong = too_long(*name, limits::name_characters_max)) return *wrong;
  if (auto wrong = too_long(command.shortcut, limits::shortcut_bytes_max)) return *wrong;
  if (auto wrong = too_long(command.body, limits::message_characters_max)) return *wrong;
  if (wanted.title.empty() || blank(wanted.body) || !usable_words(wanted.body, limits::message_characters_max)) return Refusal::invalid_value;
  if (!usable_shortcut(wanted.shortcut) || (wanted.folder.empty() && !blank(command.folder))) return Refusal::invalid_value;
  const Census others = census(state, wanted.shortcut, id);
  if (others.taken) return Refusal::name_taken;
  if (!known && others.count >= static_cast<std::size_t>(limits::saved_replies_max)) return list_full(limits::saved_replies_max);
  if (known && *known == wanted) return Outcome{};
  return Decision(ReplySaved{wanted});
}

Decision decide(const State& state, const RemoveSavedReply& command, const Stamp&) {
  if (!state.saved_replies.find(command.saved_reply)) return Refusal::unknown_saved_reply;
  return Decision(SavedReplyRemoved{command.saved_reply});
}

void apply(State& state, const ReplySaved& event, const Stamp&) { state.saved_replies.edit(event.saved_reply.id) = event.saved_reply; }
void apply(State& state, const SavedReplyRemoved& event, const Stamp&) { state.saved_replies.erase(event.saved_reply); }

}  // namespace tributary
