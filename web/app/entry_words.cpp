#include "web/app/entry_words.h"

#include "core/base/phone.h"
#include "core/base/text.h"
#include "web/app/icons.h"
#include "web/app/words.h"

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

std::uint32_t channel_colour(const Theme& t, Channel channel) {
  switch (channel) {
    case Channel::whatsapp: return t.success;
    case Channel::voice: return t.warning;
    case Channel::sms: break;
  }
  return t.accent;
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
  const auto in = [&ui](Word unit, std::int64_t value) { return words::format(ui, unit, {{"n", ui.number(value)}}); };
  if (hours > 0) return minutes > 0 ? ui.join({in(words::hours, hours), " ", in(words::minutes, minutes)}) : in(words::hours, hours);
  if (minutes == 0) return in(words::seconds, rest);
  return rest > 0 ? ui.join({in(words::minutes, minutes), " ", in(words::seconds, rest)}) : in(words::minutes, minutes);
}

std::string_view bytes_words(Ui& ui, std::int64_t bytes) { return ui.keep(platform::format_bytes(static_cast<double>(bytes))); }

std::string_view call_words(Ui& ui, const ThreadEntry& entry) {
  switch (entry.call_status) {
    case CallStatus::ringing: return words::call_ringing;
    case CallStatus::in_progress: return words::call_running;
    case CallStatus::completed:
      return entry.seconds > 0 ? words::format(ui, words::call_lasted, {{"duration", duration_words(ui, entry.seconds)}}) : words::call;
    case CallStatus::busy: return entry.direction == Direction::in ? words::missed_call_busy : words::call_busy;
    case CallStatus::no_answer: return entry.direction == Direction::in ? words::missed_call : words::call_not_answered;
    case CallStatus::canceled: return entry.direction == Direction::in ? words::missed_call : words::call_canceled;
    case CallStatus::failed: break;
  }
  return words::call_failed;
}

std::string_view session_words(Ui& ui, const ThreadEntry& entry) {
  return words::format(ui, words::session_started, {{"channel", channel_word(entry.channel)}});
}

std::string_view agent_words(Frame& f, AgentId agent) {
  if (agent == f.me()) return words::you;
  const std::string& name = f.words().agent_name(agent);
  return name.empty() ? words::somebody : std::string_view(name);
}

namespace {

// One sentence per kind of actor: languages bend the verb, and some the whole sentence.
struct Deed { Word by_you, by_agent, by_automation; };

std::string_view told(Frame& f, const ThreadEntry& entry, const Deed& deed, const words::Value& what) {
  if (entry.actor.kind != ActorKind::agent) return words::format(f.ui, deed.by_automation, {what});
  if (entry.actor.agent == f.me()) return words::format(f.ui, deed.by_you, {what});
  return words::format(f.ui, deed.by_agent, {{"who", agent_words(f, entry.actor.agent)}, what});
}

std::string_view told(Frame& f, const ThreadEntry& entry, const Deed& deed) { return told(f, entry, deed, {"whom", agent_words(f, entry.agent)}); }

std::string_view team_name(Frame& f, TeamId id) {
  const Team* team = f.data().teams.find(id);
  return team ? std::string_view(team->name) : std::string_view(words::somebody);
}

std::string_view tag_name(Frame& f, TagId id) {
  const Tag* tag = f.data().tags.find(id);
  return tag ? std::string_view(tag->name) : std::string_view(words::deleted_tag);
}

std::string_view full_time(Frame& f, Instant at) { return f.ui.keep(platform::format_full(static_cast<double>(at.ms))); }

Deed assignment(Frame& f, const ThreadEntry& entry) {
  if (entry.actor.kind == ActorKind::agent && entry.actor.agent == entry.agent)
    return {words::you_took_this, words::took_this, words::automation_assigned_to};
  if (entry.agent == f.me()) return {words::you_took_this, words::assigned_this_to_you, words::automation_assigned_to_you};
  return {words::you_assigned_this_to, words::assigned_this_to, words::automation_assigned_to};
}

}  // namespace

std::string_view activity_words(Frame& f, const ThreadEntry& entry) {
  using Activity = ThreadEntry::Activity;
  switch (entry.activity) {
    case Activity::assigned: return told(f, entry, assignment(f, entry));
    case Activity::unassigned:
      return told(f, entry, {words::you_removed_assignment, words::removed_assignment, words::automation_removed_assignment});
    case Activity::resolved: return told(f, entry, {words::you_resolved_this, words::resolved_this, words::automation_resolved_this});
    case Activity::reopened: return told(f, entry, {words::you_reopened_this, words::reopened_this, words::automation_reopened_this});
    case Activity::session_expired: {  // the event names the session alone
      const Session* session = f.data().sessions.find(entry.session);
      if (!session) return words::a_session_ended;
      return words::format(f.ui, words::session_ended, {{"channel", channel_word(session->channel)}});
    }
    case Activity::team_assigned: return told(f, entry, {words::you_team_assigned, words::team_assigned, words::automation_team_assigned}, {"team", team_name(f, entry.team)});
    case Activity::team_unassigned: return told(f, entry, {words::you_team_unassigned, words::team_unassigned, words::automation_team_unassigned});
    case Activity::tagged: return told(f, entry, {words::you_tag_added, words::tag_added, words::automation_tag_added}, {"tag", tag_name(f, entry.tag)});
    case Activity::untagged: return told(f, entry, {words::you_tag_removed, words::tag_removed, words::automation_tag_removed}, {"tag", tag_name(f, entry.tag)});
    case Activity::snoozed: return told(f, entry, {words::you_snoozed, words::was_snoozed, words::automation_snoozed}, {"when", full_time(f, entry.until)});
    case Activity::snooze_ended: return words::snooze_ended;
    case Activity::none: break;
  }
  return {};
}

std::string person_title(const Words& known, const State& state, ContactId person) {
  const std::string title = known.title(state, person);
  return title.empty() ? std::string(words::unknown_contact) : for_people(title);
}

std::string_view contact_title(Frame& f, const Conversation& conversation) {
  const Thread* thread = f.data().threads.find(conversation.thread);
  return thread ? f.ui.keep(person_title(f.words(), f.data(), thread->contact)) : words::unknown_contact;
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

std::string preview_text(const MessageBody& body) {
  if (!blank(body.text) || body.choice) return preview(body, kind_of(body));
  if (body.location && body.location->label.empty()) return std::string(words::location);
  if (body.location) return words::formatted(words::location_of, {{"place", for_display(body.location->label)}});
  if (body.media > 0) return words::pluralled(words::attachments, body.media);
  return std::string(body.raw.empty() ? words::empty_message : words::unsupported);
}

std::string_view preview_words(Frame& f, const ListRow& row) {
  if (!row.last_message) return words::call;
  const MessageBody* body = f.words().body(row.last_message);
  return body ? f.ui.keep(preview_text(*body)) : words::words_missing;
}

}  // namespace tributary::app
