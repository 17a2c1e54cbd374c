// What the composer's dialogs do. Whatever is wrong is said in the dialog, and everything typed there stays.
#include <utility>

#include "core/base/text.h"
#include "core/engine/engine.h"
#include "core/wire/frame.h"
#include "web/app/app.h"
#include "web/app/composer_dialogs.h"
#include "web/app/composer_text.h"
#include "web/app/panes.h"
#include "web/app/reason_words.h"
#include "web/app/words.h"
#include "web/app/zone_now.h"

namespace tributary::app {
namespace {

using What = intent::Compose::What;

constexpr std::size_t title_max = 24, detail_max = 72;  // offer_choices.cpp refuses more

// "2026-11-22T09:00" on the person's own clock.
std::string field_of_instant(Instant at) {
  const std::string whole = iso_text(instant_of(local_time(at, zone_between(at, at))));
  return whole.substr(0, 16);
}

std::string own(std::string_view words) { return std::string(words); }

// What is wrong with a question and its rows of choices, and in which field; nothing when they can be sent.
struct Wrong { std::string why; NodeId at = 0; };
Wrong wrong_with(const std::string& question, const std::vector<Offer>& rows) {
  if (blank(question)) return {own(words::choices_empty_question), nodes::choices_text()};
  if (std::string missing = missing_words(variables_in(question)); !missing.empty()) return {std::move(missing), nodes::choices_text()};
  bool any = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Offer& one = rows[i];
    if (one.title.empty()) continue;
    any = true;
    const NodeId title = nodes::choice_title(static_cast<int>(i)), detail = nodes::choice_detail(static_cast<int>(i));
    if (std::string missing = missing_words(variables_in(one.title)); !missing.empty()) return {std::move(missing), title};
    if (std::string missing = missing_words(variables_in(one.description)); !missing.empty()) return {std::move(missing), detail};
    const bool title_long = code_points(one.title) > title_max;
    if (title_long || code_points(one.description) > detail_max) return {words::formatted(words::choices_long, {{"title", one.title}}), title_long ? title : detail};
    for (std::size_t j = 0; j < i; ++j)
      if (rows[j].title == one.title) return {words::formatted(words::choices_twice, {{"title", one.title}}), title};
  }
  if (!any) return {own(words::choices_none), nodes::choice_title(0)};
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].title.empty() && !rows[i].description.empty())
      return {words::formatted(words::choice_untitled, {{"description", rows[i].description}}), nodes::choice_title(static_cast<int>(i))};
  return {};
}

}  // namespace

void App::compose_in_dialog(const intent::Compose& i) {
  switch (i.what) {
    case What::open_templates: return open_form(Dialog::templates);
    case What::choose_template: return choose_template(i.chosen);
    case What::send_template: return send_template();
    case What::open_choices: return open_form(Dialog::choices);
    case What::send_choices: return send_choices();
    case What::open_later:
      close_send_menu(false);
      open_form(Dialog::later);
      state_.composer.typed[nodes::later_field()] = field_of_instant(now() + limits::hour_ms);
      return;
    case What::send_at_typed: return send_at_typed();
    case What::open_snooze_date: {
      close_send_menu(false);
      input_.focused = nodes::composer(i.conversation);  // where the focus goes back to
      intent::OpenForm date{Dialog::snooze_date, i.conversation};
      date.date_for = DateFor::sending;
      return open_form(date);
    }
    case What::open_saved_reply: return open_saved_reply(i.conversation);
    default: return;
  }
}

// The focus goes back into the field that was being written in.
void App::open_form(Dialog kind) {
  ComposerState& c = state_.composer;
  c.typed.clear();
  c.chosen = {};
  c.wrong.clear();
  c.stopped = false;
  c.again = {};
  c.suggestions = {};
  if (state_.open) input_.focused = noting(state_, state_.open) ? nodes::note_field(state_.open) : nodes::composer(state_.open);
  open_dialog(kind);
}

const std::string& App::typed_in(NodeId field) const {
  static const std::string none;
  const auto it = state_.composer.typed.find(field);
  return it == state_.composer.typed.end() ? none : it->second;
}

void App::say_wrong(std::string why, NodeId at) {
  platform::announce(why, true);
  state_.composer.wrong = std::move(why);
  state_.composer.wrong_at = at;
  if (at) platform::focus(at);
}

// The engine decides here as on the relay: a refusal is said where the person is looking.
bool App::possible_now(const Command& command, Instant at) {
  CommandId trial;
  platform::random_bits(trial.high, trial.low);
  const Actor me{ActorKind::agent, session_->welcome() ? session_->welcome()->agent : AgentId{}};
  const Decision decision = decide_command(session_->state(), command, Stamp{at, me, trial});
  state_.composer.stopped = !decision && decision.error().why == Refusal::stale;
  if (state_.composer.stopped) state_.thread.jump = true;  // to be seen behind the dialog
  if (!decision) say_wrong(refusal_words(decision.error()));
  return bool(decision);
}

void App::choose_template(TemplateId id) {
  ComposerState& c = state_.composer;
  c.typed.clear();
  c.wrong.clear();
  c.stopped = false;
  c.chosen = id;
  state_.dialog.scroll = {};
  state_.dialog.query.clear();
  const Conversation* conversation = session_->state().conversations.find(state_.open);
  const MessageTemplate* chosen = session_->state().templates.find(id);
  if (!chosen || !conversation) return platform::focus(nodes::palette_field());
  const Frame f{ui_, *session_, state_, inbox_, intents_, now()};
  const Values known = known_values(f, *conversation, chosen->variables);
  NodeId first = node_id("form-done");
  for (std::size_t i = known.size(); i-- > 0;) {
    c.typed[nodes::template_value(i)] = known[i].second;
    if (blank(known[i].second)) first = nodes::template_value(i);
  }
  platform::focus(first);
}

void App::send_template() {
  const TemplateForm form = template_form(Frame{ui_, *session_, state_, inbox_, intents_, now()});
  if (!form.chosen) return;
  std::vector<std::string> missing;
  NodeId first = 0;
  for (std::size_t i = 0; i < form.values.size(); ++i) {
    if (!blank(form.values[i].second)) continue;
    if (missing.empty()) first = nodes::template_value(i);
    missing.push_back(form.values[i].first);
  }
  if (!missing.empty()) return say_wrong(missing_words(missing), first);
  const SendTemplate command{state_.open, form.chosen->id, form.values, from_dialog()};
  CommandId id;
  if (possible_now(command, now()) && ask(command, &id)) sent_from_dialog(id, command, command.how.not_before);
}

SendOptions App::from_dialog() const {
  SendOptions how = with_grace({});
  how.anyway = how.anyway || state_.composer.stopped;
  return how;
}

void App::sent_from_dialog(CommandId id, const Command& command, Instant until) {
  const CommandId before = state_.composer.again;
  std::erase_if(state_.not_sent, [before](const NotSent& one) { return one.command == before; });
  close_dialog();
  state_.thread.jump = true;
  held_ = {};
  tell_held(same_bits<MessageId>(id), until, false);
  if (!held_) return;
  std::erase_if(held_dialogs_, [this](const auto& one) { return left_already(one.first); });
  held_dialogs_.insert_or_assign(held_, command);
}

void App::send_choices() {
  const std::string question = typed_in(nodes::choices_text());
  std::vector<Offer> choices = typed_choices(Frame{ui_, *session_, state_, inbox_, intents_, now()});
  Wrong wrong = wrong_with(question, choices);
  if (!wrong.why.empty()) return say_wrong(std::move(wrong.why), wrong.at);
  std::erase_if(choices, [](const Offer& row) { return row.title.empty(); });
  const OfferChoices command{state_.open, question, std::move(choices), from_dialog()};
  CommandId id;
  if (possible_now(command, now()) && ask(command, &id)) sent_from_dialog(id, command, command.how.not_before);
}

// What the relay refused late stands in its dialog again with the reason, and stays "Not sent" until it is sent from there.
void App::edit_in_dialog(const NotSent& refused) {
  const auto frame = wire::parse_client_frame(refused.asked);
  const auto* submit = frame ? std::get_if<wire::Submit>(&*frame) : nullptr;
  if (!submit) return;
  if (const auto* start = std::get_if<StartConversation>(&submit->command)) return edit_start(refused, *start);
  fill_dialog(refused.conversation, submit->command);
  state_.composer.again = refused.command;
  state_.composer.stopped = refused.code == code(Refusal::stale);
  say_wrong(refusal_words(refused.code, refused.reason));
}

void App::fill_dialog(ConversationId conversation, const Command& sent) {
  if (state_.open != conversation) act(intent::OpenConversation{conversation});
  std::map<std::uint64_t, std::string>& typed = state_.composer.typed;
  if (const auto* offer = std::get_if<OfferChoices>(&sent)) {
    open_form(Dialog::choices);
    typed[nodes::choices_text()] = offer->text;
    for (std::size_t i = 0; i < offer->choices.size(); ++i) {
      typed[nodes::choice_title(static_cast<int>(i))] = offer->choices[i].title;
      typed[nodes::choice_detail(static_cast<int>(i))] = offer->choices[i].description;
    }
  } else if (const auto* send = std::get_if<SendTemplate>(&sent)) {
    open_form(Dialog::templates);
    choose_template(send->message_template);
    const MessageTemplate* chosen = session_->state().templates.find(send->message_template);
    for (std::size_t i = 0; chosen && i < chosen->variables.size(); ++i)
      for (const auto& [name, value] : send->values)
        if (name == chosen->variables[i]) typed[nodes::template_value(i)] = value;
  }
}

void App::send_at_typed() {
  const std::optional<Instant> at = instant_of_field(typed_in(nodes::later_field()));
  if (!at) return say_wrong(own(words::time_incomplete), nodes::later_field());
  if (*at <= now()) return say_wrong(refusal_words(Refused(Refusal::date_in_past)), nodes::later_field());
  if (at->ms - now().ms > limits::send_later_ms_max) return say_wrong(refusal_words(Refused(Refusal::date_too_far)), nodes::later_field());
  const ConversationId conversation = state_.open;
  SendReply trial{conversation, {}, "?"};
  trial.how.not_before = *at;
  if (!possible_now(trial, now())) {  // WhatsApp's window is closed by then
    if (!state_.composer.stopped) platform::focus(state_.composer.wrong_at = nodes::later_field());
    return;
  }
  close_dialog();
  send_from_menu(conversation, SendPlan{*at});
}

// What stands in the composer becomes the text of a new one.
void App::open_saved_reply(ConversationId conversation) {
  const auto draft = state_.drafts.find(conversation);
  intent::OpenForm form{Dialog::reply_form, conversation};
  if (draft != state_.drafts.end()) form.text = draft->second;
  state_.composer.suggestions = {};
  if (state_.open) input_.focused = noting(state_, state_.open) ? nodes::note_field(state_.open) : nodes::composer(state_.open);
  open_form(form);
}

}  // namespace tributary::app
