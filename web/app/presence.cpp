#include "web/app/presence.h"

#include <algorithm>

#include "core/base/text.h"
#include "web/app/entry_words.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

// The relay forgets after 5 s that somebody types.
constexpr double typing_again_ms = 3'000, typing_ends_ms = 4'000;
constexpr std::size_t faces_max = 3;

using Places = std::vector<std::pair<AgentId, ConversationId>>;

std::vector<AgentId> in(const Places& places, ConversationId conversation, AgentId me) {
  std::vector<AgentId> found;
  for (const auto& place : places)
    if (place.second == conversation && place.first != me) found.push_back(place.first);
  return found;
}

AgentId me_of(const ClientSession& session) { return session.welcome() ? session.welcome()->agent : AgentId{}; }

bool has_draft(const UiState& state, ConversationId conversation) {
  const auto it = state.drafts.find(conversation);
  return it != state.drafts.end() && !blank(it->second);
}

std::string_view said(Frame& f, const std::vector<AgentId>& who, Word one, Plural many) {
  if (who.size() == 1) return words::format(f.ui, one, {{"who", agent_words(f, who.front())}});
  return words::plural(f.ui, many, static_cast<std::int64_t>(who.size()));
}

}  // namespace

std::vector<AgentId> others_typing(const ClientSession& session, ConversationId conversation) {
  return in(session.presence().typing, conversation, me_of(session));
}

std::vector<AgentId> others_looking(const ClientSession& session, ConversationId conversation) {
  std::vector<AgentId> found = in(session.presence().looking, conversation, me_of(session));
  for (AgentId types : others_typing(session, conversation)) std::erase(found, types);
  return found;
}

bool somebody_types(const Frame& f, ConversationId conversation) { return !others_typing(f.session, conversation).empty(); }

std::string_view presence_words(Frame& f, ConversationId conversation) {
  if (f.session.presence().looking.empty()) return {};  // the usual case costs a row of the list nothing
  const std::vector<AgentId> typing = others_typing(f.session, conversation), looking = others_looking(f.session, conversation);
  if (!typing.empty()) return said(f, typing, words::is_typing, words::are_typing);
  if (!looking.empty()) return said(f, looking, words::is_looking, words::are_looking);
  return {};
}

float presence_faces(Frame& f, float right, float y, float edge, ConversationId conversation, std::uint32_t ground) {
  if (f.session.presence().looking.empty()) return 0;
  std::vector<AgentId> who = others_typing(f.session, conversation);
  const std::size_t typing = who.size();
  for (AgentId one : others_looking(f.session, conversation)) who.push_back(one);
  const float step = edge * 0.75f;
  float x = right - edge;
  for (std::size_t i = 0; i < std::min(who.size(), faces_max); ++i, x -= step) {
    const std::uint32_t ring = i < typing ? f.ui.theme().danger : ground;
    f.ui.circle(x + edge / 2, y + edge / 2, edge / 2 + 2, ring);
    avatar(f.ui, x, y, edge, agent_words(f, who[i]));
  }
  return who.empty() ? 0 : right - (x + step) + 2;
}

void PresenceTeller::typed(ConversationId conversation) {
  typed_in_ = conversation;
  typed_ms_ = platform::now_ms();
}

void PresenceTeller::look(const ClientSession& session, const UiState& state, bool thread_in_view) {
  if (session.link() != ClientSession::Link::live) {
    live_ = false;
    told_ = {};
    told_typing_ms_ = 0;
    return;
  }
  const bool fresh = !std::exchange(live_, true);
  const ConversationId here = state.page_visible && thread_in_view ? state.open : ConversationId{};
  const double now = platform::now_ms();
  const bool typing = here && typed_in_ == here && now - typed_ms_ < typing_ends_ms && has_draft(state, here);
  const bool stopped = told_typing_ms_ > 0 && (!typing || told_ != here), again = typing && now - told_typing_ms_ >= typing_again_ms;
  const auto frame = [&](bool types) { return wire::client_frame_text(wire::PresenceUpdate{here, bool(here), types}); };
  if (here != told_ || stopped) {
    if (!here) platform::send_presence({}, true);  // no more of it
    if (here || !fresh) platform::send_presence(frame(false), bool(here));
    told_ = here;
    told_typing_ms_ = 0;
  }
  if (!again) return;
  platform::send_presence(frame(true), false);
  told_typing_ms_ = now;
}

}  // namespace tributary::app
