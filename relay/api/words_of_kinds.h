#pragma once
// The words REST uses for the kinds of core/inbox/kinds.h: the same snake_case as the log's.
#include <string_view>

#include "core/inbox/kinds.h"

namespace tributary::api {

inline std::string_view word(Channel v) { constexpr std::string_view w[] = {"sms", "whatsapp", "voice"}; return w[static_cast<int>(v)]; }
inline std::string_view word(Direction v) { return v == Direction::in ? "in" : "out"; }
inline std::string_view word(Role v) { return v == Role::admin ? "admin" : "agent"; }
inline std::string_view word(WorkStatus v) { constexpr std::string_view w[] = {"open", "pending", "snoozed", "resolved"}; return w[static_cast<int>(v)]; }
inline std::string_view word(MediaState v) { constexpr std::string_view w[] = {"fetching", "stored", "unavailable", "blocked"}; return w[static_cast<int>(v)]; }
inline std::string_view word(Approval v) {
  constexpr std::string_view w[] = {"not_submitted", "received", "pending", "approved", "rejected", "paused", "disabled"};
  return w[static_cast<int>(v)];
}
inline std::string_view word(TemplateUsage v) {
  constexpr std::string_view w[] = {"any", "start", "reply", "window"};
  return w[static_cast<int>(v)];
}
inline std::string_view word(TemplateCategory v) { return v == TemplateCategory::marketing ? "marketing" : "utility"; }
inline std::string_view word(SessionStatus v) {
  constexpr std::string_view w[] = {"active", "waiting_reply", "needs_human", "completed", "expired"};
  return w[static_cast<int>(v)];
}
inline std::string_view word(MessageKind v) {
  constexpr std::string_view w[] = {"text", "media", "location", "contacts", "choice", "reaction", "unsupported"};
  return w[static_cast<int>(v)];
}
inline std::string_view word(Delivery v) {
  constexpr std::string_view w[] = {"queued", "sending", "unknown", "accepted", "sent", "delivered", "read", "failed", "cancelled"};
  return w[static_cast<int>(v)];
}

}  // namespace tributary::api
