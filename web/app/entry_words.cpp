#include "web/app/entry_words.h"

#include "web/app/icons.h"
#include "web/app/words_en.h"

namespace tributary::app {

std::string_view channel_word(Channel channel) {
  switch (channel) {
    case Channel::whatsapp: return words::whatsapp;
    case Channel::voice: return words::voice;
    case Channel::sms: break;
  }
  return words::sms;
}

std::string_view channel_icon(Channel channel) {
  switch (channel) {
    case Channel::whatsapp: return icon::bubble_phone;
    case Channel::voice: return icon::phone;
    case Channel::sms: break;
  }
  return icon::bubble;
}

DeliveryLook delivery_look(const Theme& t, Delivery delivery) {
  switch (delivery) {
    case Delivery::queued:
    case Delivery::sending: return {words::sending, icon::clock, t.muted};
    case Delivery::unknown: return {words::not_confirmed, icon::question, t.warning};
    case Delivery::accepted:
    case Delivery::sent: return {words::sent, icon::tick, t.muted};
    case Delivery::delivered: return {words::delivered, icon::ticks, t.muted};
    case Delivery::read: return {words::read, icon::ticks, t.accent};
    case Delivery::failed: return {words::not_delivered, icon::warning, t.danger};
    case Delivery::cancelled: break;
  }
  return {words::cancelled, icon::cross, t.muted};
}

std::string_view duration_words(Ui& ui, std::int64_t seconds) {
  const std::int64_t hours = seconds / 3600, minutes = seconds / 60 % 60, rest = seconds % 60;
  const auto count = [&ui](std::int64_t value, std::string_view unit) { return ui.join({ui.number(value), unit}); };
  if (hours > 0) {
    const std::string_view large = count(hours, words::hours_short);
    return minutes > 0 ? ui.join({large, " ", count(minutes, words::minutes_short)}) : large;
  }
  if (minutes == 0) return count(rest, words::seconds_short);
  const std::string_view large = count(minutes, words::minutes_short);
  return rest > 0 ? ui.join({large, " ", count(rest, words::seconds_short)}) : large;
}

std::string_view bytes_words(Ui& ui, std::int64_t bytes) {
  if (bytes < 1024) return ui.join({ui.number(bytes), " B"});
  if (bytes < 1024 * 1024) return ui.join({ui.number((bytes + 512) / 1024), " KB"});
  const std::int64_t tenths = (bytes * 10 + 512 * 1024) / (1024 * 1024);
  return ui.join({ui.number(tenths / 10), ".", ui.number(tenths % 10), " MB"});
}

std::string_view call_words(Ui& ui, const ThreadEntry& entry) {
  switch (entry.call_status) {
    case CallStatus::ringing: return words::call_ringing;
    case CallStatus::in_progress: return words::call_running;
    case CallStatus::completed:
      return entry.seconds > 0 ? ui.join({words::call, ", ", duration_words(ui, entry.seconds)}) : words::call;
    case CallStatus::busy: return entry.direction == Direction::in ? words::missed_call_busy : words::call_busy;
    case CallStatus::no_answer: return entry.direction == Direction::in ? words::missed_call : words::call_not_answered;
    case CallStatus::canceled: return entry.direction == Direction::in ? words::missed_call : words::call_canceled;
    case CallStatus::failed: break;
  }
  return words::call_failed;
}

std::string_view session_words(Ui& ui, const ThreadEntry& entry) {
  return ui.join({channel_word(entry.channel), words::session_started});
}

std::string_view agent_words(Frame& f, AgentId agent) {
  if (agent == f.me()) return words::you;
  const std::string& name = f.words().agent_name(agent);
  return name.empty() ? words::somebody : std::string_view(name);
}

std::string_view activity_words(Frame& f, const ThreadEntry& entry) {
  using Activity = ThreadEntry::Activity;
  Ui& ui = f.ui;
  const std::string_view who = entry.actor.kind == ActorKind::agent ? agent_words(f, entry.actor.agent) : words::automation;
  switch (entry.activity) {
    case Activity::assigned:
      if (entry.actor.kind == ActorKind::agent && entry.actor.agent == entry.agent) return ui.join({who, words::took_this});
      if (entry.agent == f.me()) return ui.join({who, words::assigned_this_to_you});
      return ui.join({who, words::assigned_this_to, agent_words(f, entry.agent)});
    case Activity::unassigned: return ui.join({who, words::removed_assignment});
    case Activity::resolved: return ui.join({who, words::resolved_this});
    case Activity::reopened: return ui.join({who, words::reopened_this});
    case Activity::session_expired: {  // the event names the session alone
      const Session* session = f.data().sessions.find(entry.session);
      return session ? ui.join({channel_word(session->channel), words::session_ended}) : words::a_session_ended;
    }
    case Activity::none: break;
  }
  return {};
}

std::string_view contact_title(Frame& f, const Conversation& conversation) {
  const Thread* thread = f.data().threads.find(conversation.thread);
  return thread ? f.ui.keep(f.words().title(f.data(), thread->contact)) : words::unknown_contact;
}

std::string_view author_words(Frame& f, const ThreadEntry& entry) {
  if (entry.direction == Direction::out) {
    if (entry.actor.kind != ActorKind::agent) return words::automation;
    return agent_words(f, entry.actor.agent);
  }
  const Conversation* conversation = f.data().conversations.find(entry.conversation);
  return conversation ? contact_title(f, *conversation) : words::unknown_contact;
}

MessageKind kind_of(const MessageBody& body) {
  if (body.location) return MessageKind::location;
  if (body.choice) return MessageKind::choice;
  if (body.media > 0) return MessageKind::media;
  return body.text.empty() && !body.raw.empty() ? MessageKind::unsupported : MessageKind::text;
}

std::string_view preview_words(Frame& f, const ListRow& row) {
  if (!row.last_message) return words::call;
  const MessageBody* body = f.words().body(row.last_message);
  if (!body) return words::words_missing;
  return f.ui.keep(preview(*body, kind_of(*body)));
}

}  // namespace tributary::app
