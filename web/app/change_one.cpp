#include "web/app/change_one.h"

#include <algorithm>

#include "core/inbox/team.h"
#include "web/app/app.h"
#include "web/app/change_back.h"
#include "web/app/node_id.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

struct Was { Conversation header; Instant asleep; };

// Somebody of a team stays in it when only they are named: it is left first.
std::vector<EachChange> assigned_back(const State& state, const Conversation& was, const Conversation& is) {
  const TeamId before = team_of(state, was);
  std::vector<EachChange> back;
  if (was.assignee && !before && is.team != 0) back.push_back(Assign{});
  back.push_back(Assign{{}, was.assignee, before});
  return back;
}

std::vector<EachChange> status_back(const Was& was, const Conversation& is, Instant now) {
  if (was.header.status == WorkStatus::resolved) return {Resolve{}};
  if (was.header.status == WorkStatus::snoozed && now < was.asleep) return {Snooze{{}, was.asleep}};
  if (is.status != WorkStatus::open) return {Reopen{}};
  return {};
}

std::vector<EachChange> way_back(const State& state, const EachChange& change, const Was& was, const Conversation& is, Instant now) {
  if (std::holds_alternative<Assign>(change)) return assigned_back(state, was.header, is);
  if (const auto* put = std::get_if<TagConversation>(&change)) return {UntagConversation{{}, put->tag}};
  if (const auto* taken = std::get_if<UntagConversation>(&change)) return {TagConversation{{}, taken->tag}};
  return status_back(was, is, now);
}

// A reply that brings its change with it changes more of the header than was meant.
bool nothing_changed(const EachChange& change, const Was& was, const Conversation& is, Instant asleep_now) {
  const bool of_status = std::holds_alternative<Resolve>(change) || std::holds_alternative<Snooze>(change) || std::holds_alternative<Reopen>(change);
  return asleep_now == was.asleep && (of_status ? is.status == was.header.status : is == was.header);
}

}  // namespace

std::uint64_t subject_of(const EachChange& change, ConversationId id) {
  const auto* put = std::get_if<TagConversation>(&change);
  const auto* taken = std::get_if<UntagConversation>(&change);
  if (put || taken) return node_id("changed-tag", id) ^ (put ? put->tag : taken->tag).low;
  return std::holds_alternative<Assign>(change) ? node_id("changed-assignee", id) : status_subject(id);
}

std::uint64_t status_subject(ConversationId id) { return node_id("changed-status", id); }

std::string done_words(const ClientSession& session, AgentId me, const EachChange& change) {
  const State& state = session.state();
  if (const auto* assign = std::get_if<Assign>(&change)) {
    const Team* team = state.teams.find(assign->team);
    if (assign->to && assign->to == me) return std::string(std::string_view(words::assigned_to_you));
    if (!assign->to && !team) return std::string(std::string_view(words::not_assigned));
    return words::formatted(words::assigned_to, {{"who", assign->to ? std::string_view(session.words().agent_name(assign->to)) : std::string_view(team->name)}});
  }
  const auto* put = std::get_if<TagConversation>(&change);
  const auto* taken = std::get_if<UntagConversation>(&change);
  if (put || taken) {
    const tributary::Tag* tag = state.tags.find(put ? put->tag : taken->tag);
    return words::formatted(put ? words::list_tag_put : words::list_tag_taken, {{"tag", tag ? std::string_view(tag->name) : std::string_view()}});
  }
  if (std::holds_alternative<Snooze>(change)) return std::string(std::string_view(words::snoozed));
  if (std::holds_alternative<Resolve>(change)) return std::string(std::string_view(words::resolved));
  if (std::holds_alternative<Reopen>(change)) return std::string(std::string_view(words::list_reopened));
  return std::string(std::string_view(words::list_read));
}

std::optional<EachChange> change_of(const Command& command) {
  if (const auto* one = std::get_if<Assign>(&command)) return EachChange(*one);
  if (const auto* one = std::get_if<TagConversation>(&command)) return EachChange(*one);
  if (const auto* one = std::get_if<UntagConversation>(&command)) return EachChange(*one);
  if (const auto* one = std::get_if<Snooze>(&command)) return EachChange(*one);
  return std::nullopt;
}

// Where nothing came of it there is nothing to take back.
bool App::change_one(const EachChange& change, const std::function<bool()>& brought_by, std::string told) {
  const auto asked = [&] { return brought_by ? brought_by() : ask(std::visit([](const auto& one) { return Command(one); }, change)); };
  const ConversationId id = std::visit([](const auto& one) { return one.conversation; }, change);
  const Conversation* found = session_->state().conversations.find(id);
  if (!found) return asked();
  const Was was{*found, asleep_until(session_->state(), id)};
  if (!asked()) return false;
  const Conversation* is = session_->state().conversations.find(id);
  if (!is || nothing_changed(change, was, *is, asleep_until(session_->state(), id))) return true;
  std::vector<EachChange> back = way_back(session_->state(), change, was, *is, now());
  if (back.empty()) return true;
  intent::ChangeBack undo;
  undo.left.push_back(left_of(session_->state(), *is));
  bool leads = true;
  for (EachChange& one : back) {
    leads = leads && leads_back(session_->state(), one);
    undo.commands.push_back(ChangeMany{{id}, std::move(one)});
  }
  const std::uint64_t subject = subject_of(change, id);
  std::erase_if(state_.toasts, [subject](const Toast& one) { return one.subject == subject; });
  if (told.empty()) told = done_words(*session_, session_->welcome() ? session_->welcome()->agent : AgentId{}, change);
  toast(std::move(told), false, leads ? std::optional<Intent>(std::move(undo)) : std::nullopt);
  state_.toasts.back().subject = subject;
  return true;
}

}  // namespace tributary::app
