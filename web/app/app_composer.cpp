// What a person does in the composer: which tab, the list at the caret, when and by which way a message leaves.
#include <algorithm>
#include <utility>

#include "core/base/id_text.h"
#include "core/base/text.h"
#include "core/engine/engine.h"
#include "web/app/app.h"
#include "web/app/change_one.h"
#include "web/app/composer.h"
#include "web/app/composer_text.h"
#include "web/app/contact_edit.h"
#include "web/app/palette.h"
#include "web/app/panes.h"
#include "web/app/reason_words.h"
#include "web/app/resend.h"
#include "web/app/snooze_menu.h"
#include "web/app/suggestions.h"
#include "web/app/stale_send.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

using What = intent::Compose::What;
using Menu = ComposerState::Menu;

std::string when_words(Instant at) { return platform::format_full(static_cast<double>(at.ms)); }

}  // namespace

void App::compose(const intent::Compose& i) {
  ComposerState& c = state_.composer;
  switch (i.what) {
    case What::reply_tab: return show_tab(i.conversation, false);
    case What::note_tab: return show_tab(i.conversation, true);
    case What::open_menu:
      close_menu(false);
      c.menu = static_cast<Menu>(i.index);
      state_.menu_scroll = Scroll{};
      return platform::focus(nodes::way(0));
    case What::close_menu: return close_send_menu(true);
    case What::send_and_resolve:
      close_send_menu(false);
      return act(intent::SendAndResolve{i.conversation});
    case What::send_and_snooze: return send_from_menu(i.conversation, SendPlan{{}, SendPlan::Then::snooze, i.at});
    case What::send_later: return send_from_menu(i.conversation, SendPlan{i.at});
    case What::take_back: return take_back(i.message);
    case What::elsewhere: return send_elsewhere(i);
    case What::choose_suggestion: return void(choose_suggestion(i.index));
    case What::saved_replies: return call_saved_replies(i.conversation);
    case What::drop_plan:
      c.plans.erase(i.conversation);
      return platform::focus(nodes::composer(i.conversation));
    case What::insert_saved_reply: return insert_saved_reply(i);
    default: return compose_in_dialog(i);
  }
}

void App::show_tab(ConversationId conversation, bool note) {
  if (state_.open != conversation || !state_.thread_shown) act(intent::OpenConversation{conversation});
  state_.composer.suggestions = {};
  if (note) state_.composer.noting.insert(conversation);
  else state_.composer.noting.erase(conversation);
  platform::focus(note ? nodes::note_field(conversation) : nodes::composer(conversation));
}

// In one of the two fields, or in the dialog that is open.
void App::composer_typed(NodeId field, const std::string& text) {
  if (state_.dialog.kind != Dialog::none) {
    state_.composer.typed[field] = text;
    state_.composer.wrong.clear();
    state_.composer.stopped = false;
    return;
  }
  if (!state_.open) return;
  const bool note = field == nodes::note_field(state_.open);
  if (!note && field != nodes::composer(state_.open)) return;
  draft_typed(DraftBox::Key{state_.open, note});
  if (note) keep_note(state_.open, text);
  else keep_draft(state_.open, text);
  look_for_list(field, text);
}

// ---- the list at the caret

void App::look_for_list(NodeId field, const std::string& text) {
  Suggestions& now = state_.composer.suggestions;
  const std::uint32_t caret = platform::field_caret(field);
  const Called called = called_before(text, caret);
  Suggestions next;
  if (called.of != Suggestions::Of::nothing) {
    const bool closed = now.closed_in == field && now.closed_from == called.from;
    next.of = closed ? Suggestions::Of::nothing : called.of;
    next.field = field, next.from = called.from, next.to = caret;
    next.query = folded(called.query);
    if (closed) next.closed_in = field, next.closed_from = called.from;
  }
  now = std::move(next);
}

bool App::walk_suggestions(std::string_view key) {
  Suggestions& s = state_.composer.suggestions;
  if (!listing(s)) return false;
  const int count = static_cast<int>(suggestions_of(Frame{ui_, *session_, state_, inbox_, intents_, now()}).size());
  if (count == 0) return false;
  if (key == "ArrowDown") s.chosen = (s.chosen + 1) % count;
  else if (key == "ArrowUp") s.chosen = (s.chosen + count - 1) % count;
  else return false;
  return true;
}

bool App::close_list() {
  Suggestions& s = state_.composer.suggestions;
  if (!listing(s)) return false;
  const bool shown = !suggestions_of(Frame{ui_, *session_, state_, inbox_, intents_, now()}).empty();
  s.of = Suggestions::Of::nothing;
  s.closed_in = s.field, s.closed_from = s.from;
  return shown;
}

// What was typed takes its place; a colleague who is called in a reply turns it into a note.
bool App::choose_suggestion(int index) {
  const Suggestions s = state_.composer.suggestions;
  if (!listing(s)) return false;
  const std::vector<Suggestion> all = suggestions_of(Frame{ui_, *session_, state_, inbox_, intents_, now()});
  if (index < 0 || index >= static_cast<int>(all.size())) return false;
  const Suggestion& one = all[static_cast<std::size_t>(index)];
  state_.composer.suggestions = {};
  if (one.writes_note) {
    move_to_note(s, one.put);
    return true;
  }
  platform::replace_in_field(s.field, s.from, s.to, one.put);
  const std::string text = platform::field_text(s.field);
  if (s.field == nodes::note_field(state_.open)) keep_note(state_.open, text);
  else keep_draft(state_.open, text);
  if (one.manages) open_library(LibraryPart::replies);
  return true;
}

void App::move_to_note(const Suggestions& s, const std::string& put) {
  std::string text = platform::field_text(s.field);
  const std::size_t from = std::min<std::size_t>(s.from, text.size()), to = std::clamp<std::size_t>(s.to, from, text.size());
  text.replace(from, to - from, put);
  const std::string& begun = state_.composer.notes[state_.open];
  if (!blank(begun)) text = begun + "\n" + text;
  keep_note(state_.open, text);
  platform::set_field_text(s.field, "");
  keep_draft(state_.open, "");
  platform::set_field_text(nodes::note_field(state_.open), text);
  show_tab(state_.open, true);
}

void App::call_saved_replies(ConversationId conversation) {
  bool any = false;
  session_->state().saved_replies.visit([&any](const SavedReplyId&, const SavedReply&) { return !(any = true); });
  if (!any) return compose(intent::Compose{What::open_saved_reply, conversation});
  act(intent::FocusComposer{conversation});
  const NodeId field = nodes::composer(conversation);
  const std::string text = platform::field_text(field);
  const std::uint32_t caret = platform::field_caret(field);
  const bool apart = caret == 0 || text[caret - 1] == ' ' || text[caret - 1] == '\n';
  platform::replace_in_field(field, caret, caret, apart ? "/" : " /");
  composer_typed(field, platform::field_text(field));
}

void App::insert_saved_reply(const intent::Compose& i) {
  const SavedReply* reply = session_->state().saved_replies.find(i.saved);
  const Conversation* conversation = session_->state().conversations.find(i.conversation);
  if (!reply || !conversation || i.conversation != state_.open) return;
  to_insert_ = filled_as_known(Frame{ui_, *session_, state_, inbox_, intents_, now()}, *conversation, reply->body);
  platform::focus(noting(state_, state_.open) ? nodes::note_field(state_.open) : nodes::composer(state_.open));
}

// The frame that took the palette away has given the field the focus: what is inserted now can be undone there.
void App::put_words() {
  const std::string text = std::exchange(to_insert_, {});
  if (text.empty() || !state_.open || state_.dialog.kind != Dialog::none) return;
  const bool note = noting(state_, state_.open);
  const NodeId field = note ? nodes::note_field(state_.open) : nodes::composer(state_.open);
  const std::uint32_t caret = platform::field_caret(field);
  platform::replace_in_field(field, caret, caret, text);
  if (note) keep_note(state_.open, platform::field_text(field));
  else keep_draft(state_.open, platform::field_text(field));
  platform::kick(1);  // the field may be higher now
}

// ---- sending

SendOptions App::with_grace(Instant at) const {
  SendOptions how = send_options(state_, state_.open);
  how.not_before = at;
  if (at.ms != 0 || state_.prefs.undo_seconds == 0) return how;
  const Conversation* open = session_->state().conversations.find(state_.open);
  const Instant held = now() + state_.prefs.undo_seconds * 1000;
  const std::optional<Instant> until = open ? free_text_until(session_->state(), *open) : std::nullopt;
  const bool closes_meanwhile = until && *until > now() && *until <= held;  // WhatsApp would not take it any more
  if (!closes_meanwhile) how.not_before = held;
  return how;
}

// What waits can be taken back: told for as long as it can be, or for a while.
void App::tell_held(MessageId message, Instant until, bool chosen) {
  if (until <= now()) return;
  held_ = message;
  const double ms_left = static_cast<double>(until.ms - now().ms);
  const std::string seconds = platform::format_number(ms_left / 1000);
  const std::string said = chosen ? words::formatted(words::will_be_sent, {{"when", when_words(until)}}) : words::formatted(words::sending_soon, {{"n", seconds}});
  intent::Compose back{What::take_back};
  back.message = message;
  toast(said, false, back);
  if (!chosen) state_.toasts.back().until_ms = platform::now_ms() + ms_left;
}

bool App::add_note(ConversationId conversation, const std::string& text) {
  AddNote note{conversation, {}, text, mentioned_in(Frame{ui_, *session_, state_, inbox_, intents_, now()}, text)};
  if (!ask(std::move(note))) return false;
  platform::set_field_text(nodes::note_field(conversation), "");
  keep_note(conversation, "");
  state_.composer.suggestions = {};
  state_.thread.jump = true;
  return true;
}

// A blank that nobody filled in must not reach a customer.
bool App::blanks_filled(std::string_view text) {
  const std::string missing = missing_words(variables_in(text));
  if (missing.empty()) return true;
  platform::announce(missing, true);
  return false;
}

void App::send_from_menu(ConversationId conversation, const SendPlan& plan) {
  close_send_menu(false);
  platform::focus(nodes::composer(conversation));
  send(conversation, plan);
}

// What is to follow a reply goes with it, so that the relay does both or neither; one that is stopped here keeps its plan for
// Send anyway. No customer waits behind a note: what follows one is asked for by itself.
void App::send(ConversationId conversation, const SendPlan& plan) {
  plan_ = plan;
  held_ = {};
  const std::uint64_t said_before = toast_number_;
  const bool note = noting(state_, conversation);
  bool sent = false;
  const auto send_now = [&] { return sent = send_reply(conversation, plan.at); };
  if (plan.then == SendPlan::Then::resolve) resolve_and_next(conversation, [&] { return send_now() && (!note || ask(Resolve{conversation})); });
  else if (plan.then == SendPlan::Then::snooze) sent = send_and_snooze(conversation, plan);
  else send_now();
  plan_ = {};
  if (!sent || note) return;
  state_.composer.plans.erase(conversation);
  followed_by_change(conversation, said_before);
}

// Whether it was sent. A time that has passed while the reply was stopped puts nothing away, and nothing is said of it.
bool App::send_and_snooze(ConversationId conversation, const SendPlan& plan) {
  const Conversation* left = session_->state().conversations.find(conversation);
  if (!left) return false;
  const bool note = noting(state_, conversation);
  bool sent = false;
  Frame f{ui_, *session_, state_, inbox_, intents_, now()};
  do_command(snooze_until(f, *left, plan.until), [&] {
    sent = send_reply(conversation, plan.at);
    return sent && (!note || ask(Snooze{conversation, plan.until})) && snoozed_until(session_->state(), conversation) == plan.until;
  });
  return sent;
}

// Said again on purpose: what has arrived meanwhile does not stop it.
void App::send_elsewhere(const intent::Compose& i) {
  const Conversation* conversation = session_->state().conversations.find(i.conversation);
  const Number* number = session_->state().numbers.find(i.number);
  if (!conversation || !number) return;
  for (SendReply& reply : as_replies(session_->words(), *conversation, i.message, *number, i.identity)) {
    const Instant until = reply.how.not_before = with_grace({}).not_before;
    CommandId id;
    if (!ask(std::move(reply), &id)) return;
    state_.thread.jump = true;
    tell_held(same_bits<MessageId>(id), until, false);
  }
}

void App::close_send_menu(bool back_to_button) {
  if (state_.composer.menu == Menu::closed) return;
  state_.composer.menu = Menu::closed;
  if (back_to_button) platform::focus(nodes::more_ways());
}

// The words of a note that the relay refused late go back into its field, behind what has been begun there since.
void App::note_refused(const AddNote& note) {
  if (!note.conversation) return note_of_person_refused(note);
  load_note(note.conversation);
  const std::string& begun = state_.composer.notes[note.conversation];
  const std::string text = blank(begun) ? note.text : begun + "\n" + note.text;
  platform::set_field_text(nodes::note_field(note.conversation), text);
  keep_note(note.conversation, text);
}

// In the details of the person it is about, unless something else of theirs is being changed there.
void App::note_of_person_refused(const AddNote& note) {
  ContactEdit& edit = state_.contact_edit;
  const bool begun = edit.part == ContactPart::note && edit.contact == note.contact;
  if (edit.part != ContactPart::none && !begun) return;
  if (!begun) edit = ContactEdit{ContactPart::note, note.contact, 0, {}, {}};
  std::string& text = edit.text[nodes::contact_field(0)];
  text = blank(text) ? note.text : text + "\n" + note.text;
  platform::set_field_text(nodes::contact_field(0), text);
}

}  // namespace tributary::app
