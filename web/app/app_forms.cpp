// What becomes of a form when its button is pressed. What is wrong is said in the form, and everything typed stays.
#include <utility>

#include "core/base/id_text.h"
#include "core/base/text.h"
#include "core/inbox/contact_merge.h"
#include "core/inbox/naming.h"
#include "core/inbox/person_attributes.h"
#include "web/app/app.h"
#include "web/app/composer_text.h"
#include "web/app/contact_edit.h"
#include "web/app/entry_words.h"
#include "web/app/form_pane.h"
#include "web/app/people_bodies.h"
#include "web/app/person_facts.h"
#include "web/app/reason_words.h"
#include "web/app/snooze_menu.h"
#include "web/app/words.h"
#include "web/app/zone_now.h"

namespace tributary::app {
namespace {

std::string text_of(Word word) { return std::string(std::string_view(word)); }

std::string fresh_key() {
  CommandId id;
  platform::random_bits(id.high, id.low);
  return to_text(id);
}

// The first of a template's blanks that has no value yet; how many there are when each has one.
std::size_t missing_value_of(const MessageTemplate& t, const FormState& form) {
  const Values values = values_of(t, form);
  std::size_t at = 0;
  while (at < values.size() && !blank(values[at].second)) ++at;
  return at;
}

// The field of the form that the relay speaks of; -1: none that is shown.
int field_of_start(std::string_view named, const NewConversation& what) {
  if (named == "to") return form_recipient;
  if (named == "sendAt") return form_when;
  return named == "message" && !what.message_template && !what.approved_words_only ? form_message : -1;
}

}  // namespace

void App::submit_form() {
  state_.form.error.clear();
  state_.form.wrong = -1;
  switch (state_.dialog.kind) {
    case Dialog::tag_form: save_tag(); break;
    case Dialog::snooze_date: snooze_to_date(); break;
    case Dialog::customer_form: save_customer(); break;
    case Dialog::merge_preview: merge(); break;
    case Dialog::reply_form: save_reply(); break;
    case Dialog::team_form: save_team(); break;
    case Dialog::template_form: save_template(); break;
    case Dialog::password_form: change_password(); break;
    case Dialog::account_form:
    case Dialog::account_auth: save_account(); break;
    case Dialog::api_token: make_token(); break;
    case Dialog::note_form: save_note(); break;
    case Dialog::new_conversation: start_conversation(); break;
    default: return;
  }
  if (!state_.form.error.empty()) platform::announce(state_.form.error, true);
}

// What cannot be is said in the form: before anything is sent, and once for however many are picked.
void App::snooze_to_date() {
  const auto until = instant_of_field(form_value(state_.form, 0));
  if (!until) return wrong_in(0, text_of(words::people::date_needed));
  if (state_.dialog.date_for == DateFor::one) return snooze_one(*until);
  if (*until <= now()) return wrong_in(0, refusal_words(Refused(Refusal::date_in_past)));
  if (until->ms - now().ms > limits::snooze_ms_max) return wrong_in(0, refusal_words(Refused(Refusal::date_too_far)));
  const bool picked = state_.dialog.date_for == DateFor::picked;
  const ConversationId conversation = state_.dialog.conversation;
  close_dialog();
  if (picked) change_picked(Snooze{{}, *until});
  else send_from_menu(conversation, SendPlan{{}, SendPlan::Then::snooze, *until});
}

void App::snooze_one(Instant until) {
  const Conversation* conversation = session_->state().conversations.find(state_.dialog.conversation);
  if (!conversation) return close_dialog();
  Frame f{ui_, *session_, state_, inbox_, intents_, now()};
  const intent::Do wanted = snooze_until(f, *conversation, until);
  do_command(wanted, [&] {
    const bool asked = ask(wanted.command, nullptr, &state_.form.error);
    if (asked) close_dialog();
    else wrong_in(0, state_.form.error);
    return asked;
  });
}

void App::save_customer() {
  const CustomerRecord* known = session_->words().customer(state_.dialog.customer);
  CustomerRecord record = known ? *known : CustomerRecord{};
  const std::vector<std::string>& shown = state_.form.shown;
  int index = 0;
  for (std::string* text : {&record.name, &record.reference, &record.company, &record.email, &record.phone, &record.url}) {
    std::string typed = form_value(state_.form, index);
    const bool left_alone = known && static_cast<std::size_t>(index) < shown.size() && typed == trimmed(shown[static_cast<std::size_t>(index)]);
    if (!left_alone) *text = std::move(typed);  // a colleague may have changed that one meanwhile
    ++index;
  }
  if (record.name.empty()) return wrong_in(0, text_of(words::people::name_needed));
  if (!record.url.empty() && record.url.rfind("https://", 0) != 0 && record.url.rfind("http://", 0) != 0) return wrong_in(5, text_of(words::people::url_wrong));
  for (int at = 0; at < 6; ++at)
    if (!fits(at, form_value(state_.form, at), at < 5 ? limits::name_characters_max : limits::attribute_characters_max)) return;
  CommandId id;
  if (!ask(SaveCustomer{record}, &id, &state_.form.error)) return;
  const CustomerId saved = record.id ? record.id : same_bits<CustomerId>(id);
  if (const ContactId contact = state_.dialog.contact) ask(LinkCustomer{customer_owner(session_->state(), contact), saved}, nullptr, &state_.form.error);
  if (state_.form.error.empty()) close_dialog();
}

void App::save_note() {
  const std::string text = form_value(state_.form, 0);
  const Frame f{ui_, *session_, state_, inbox_, intents_, now()};
  if (text == session_->words().note(state_.dialog.note) || ask(EditNote{state_.dialog.note, text, mentioned_in(f, text)}, nullptr, &state_.form.error)) close_dialog();
}

void App::merge() {
  const ContactId into = state_.dialog.contact, from = state_.dialog.other;
  const std::string name = person_title(session_->words(), session_->state(), from);
  if (!ask(MergeContacts{into, from}, nullptr, &state_.form.error)) return;
  close_dialog();
  toast(words::formatted(words::people::merged, {{"name", name}}), false, intent::Do{UnmergeContact{from}});
}

// What the channel takes is told at once; the relay looks again when it is sent.
void App::file_for_new(const platform::Event& event) {
  const NewConversation what = new_conversation_of(session_->state(), session_->words(), state_, now());
  const auto refuse = [&](std::string why) {
    platform::forget_file(event.number);
    state_.form.error = std::move(why);
    platform::announce(state_.form.error, true);
  };
  if (!what.number) return refuse(text_of(words::people::new_no_number));
  if (what.message_template || what.approved_words_only) return refuse(text_of(words::people::new_no_files));
  const Channel channel = what.number->channel;
  const MediaRules rules = media_rules(channel);
  const auto there = state_.files.find(ConversationId{});
  if (there != state_.files.end() && there->second.size() >= rules.files) return refuse(words::pluralled(words::attach_too_many, static_cast<std::int64_t>(rules.files), {{"channel", channel_word(channel)}}));
  state_.form.error.clear();
  add_file({}, channel, event);
}

void App::start_conversation() {
  FormState& form = state_.form;
  if (form.busy) return;
  const NewConversation what = new_conversation_of(session_->state(), session_->words(), state_, now());
  if (!what.number) return void(form.error = text_of(words::people::new_no_number));
  if (!what.to) return wrong_in(form_recipient, refusal_words(Refused(Refusal::invalid_phone)));
  StartBody body{*what.to, form_value(form, form_message), what.number->id, {}, {}, {}, {}};
  if (const MessageTemplate* t = what.message_template) {
    const std::size_t missing = missing_value_of(*t, form);
    if (missing < t->variables.size()) return wrong_in(form_values + static_cast<int>(missing), words::formatted(words::people::value_missing, {{"name", t->variables[missing]}}));
    body.message_template = t->id;
    body.values = values_of(*t, form);
  } else if (what.approved_words_only) {
    platform::focus(node_id("choice", node_id("new-template"), 0));
    return void(form.error = text_of(words::people::template_needed));
  } else if (std::string why = take_files({}, body.attachments); !why.empty()) {
    return void(form.error = std::move(why));
  } else if (blank(body.text) && body.attachments.empty()) {
    return wrong_in(form_message, refusal_words(Refused(Refusal::empty_message)));
  } else if (std::string missing = missing_words(variables_in(body.text)); !missing.empty()) {
    return wrong_in(form_message, std::move(missing));
  }
  if (const std::string when = form_value(form, form_when); !when.empty()) {
    const auto at = instant_of_field(when);
    if (!at) return wrong_in(form_when, text_of(words::people::date_needed));
    if (*at <= now()) return wrong_in(form_when, refusal_words(Refused(Refusal::date_in_past)));
    body.at = *at;
  }
  if (!state_.online || session_->link() != ClientSession::Link::live || session_->draining()) return start_in_turn(what, body);
  form.busy = true;
  std::string asked = start_body(body);
  if (form.once.empty() || form.sent != asked) form.once = fresh_key();  // the same again, after its answer was lost, is the same message
  form.sent = std::move(asked);
  platform::fetch(tag_start, "POST", "/api/v1/conversations", form.sent, form.once);
}

// Without a connection it waits behind what was done before it. What the relay was asked for already and did not answer is
// the same one still, under the same key.
void App::start_in_turn(const NewConversation& what, const StartBody& body) {
  FormState& form = state_.form;
  const bool asked = !form.once.empty() && form.sent == start_body(body);
  CommandId id = asked ? parse_id<CommandTag>(form.once).value_or(CommandId{}) : CommandId{};
  const Identity* there = session_->state().identities.find(what.identity);
  const IdentityKind kind = there ? there->kind : IdentityKind::phone;
  const Conversation* known = session_->state().conversations.find(what.known);
  const ThreadId thread = known ? known->thread : ThreadId{};
  if (!ask(StartConversation{body.number, IdentityClaim{kind, what.identity, body.to}, body.text, body.message_template, body.values, body.at, body.attachments}, &id, &form.error)) return;
  start_done(form);
  close_dialog();
  if (const Thread* joined = session_->state().threads.find(thread)) act(intent::OpenConversation{joined->latest});
  toast(text_of(words::people::new_waits), false);
}

// Sent, waiting or not wanted any more: what had been refused of it is gone, and what was begun before it stands there again.
void App::start_done(FormState& form) {
  const CommandId before = form.again;
  std::erase_if(state_.not_sent, [before](const NotSent& one) { return one.command == before; });
  forget_files({});
  form = std::exchange(state_.begun_conversation, FormState{});
  if (!form.files.empty()) state_.files[ConversationId{}] = std::exchange(form.files, {});
}

// What stood in the form is kept until this is done; once looked at, it keeps what was changed in it.
void App::edit_start(const NotSent& refused, const StartConversation& start) {
  FormState& form = state_.unsent_conversation;
  if (!form.busy && !(form.again == refused.command)) {
    if (!form.again) {
      state_.begun_conversation = std::move(form);
      if (const auto begun = state_.files.find(ConversationId{}); begun != state_.files.end()) state_.begun_conversation.files = std::move(begun->second);
    }
    state_.files.erase(ConversationId{});
    put_back_files({}, start.attachments);
    form = form_of(session_->state(), start);
    form.again = refused.command;
  }
  open_form(intent::OpenForm{Dialog::new_conversation});
  state_.form.error = refusal_words(refused.code, refused.reason);
  platform::announce(state_.form.error, true);
}

void App::discard_start() {
  start_done(state_.form);
  close_dialog();
}

void App::start_answered(const platform::Event& event) {
  const bool shown = state_.dialog.kind == Dialog::new_conversation;
  FormState& form = shown ? state_.form : state_.unsent_conversation;
  form.busy = false;
  if (event.status >= 200 && event.status < 300) {
    const auto later = instant_of_field(form_value(form, form_when));
    start_done(form);
    if (shown) close_dialog();
    if (const ConversationId conversation = conversation_of_start(event.text)) act(intent::OpenConversation{conversation});
    return toast(later ? words::formatted(words::will_be_sent, {{"when", platform::format_full(static_cast<double>(later->ms))}}) : text_of(words::people::new_sent), false);
  }
  const ErrorOfBody error = error_of(event.text);
  form.error = event.status == 0 || error.code.empty() ? text_of(words::people::new_unclear) : refusal_words(error.code, error.message);
  if (!shown) return toast(form.error, true);
  const int field = field_of_start(error.field, new_conversation_of(session_->state(), session_->words(), state_, now()));
  if (field >= 0) wrong_in(field, form.error);
  platform::announce(form.error, true);
}

// ---- parts of the contact pane, edited where they stand
void App::edit_contact(const intent::EditContact& i) {
  ContactEdit& edit = state_.contact_edit;
  const ContactPart before = edit.part;
  if (i.part == ContactPart::none || i.part != before || !(i.contact == edit.contact)) {
    edit = ContactEdit{};
    edit.part = i.part, edit.contact = i.contact, edit.rows = i.rows;
    if (i.part != ContactPart::none) contact_first_texts(session_->state(), session_->words(), edit);
    platform::focus(i.part == ContactPart::none ? nodes::contact_edit_button(before) : nodes::contact_field(0));
    return;
  }
  if (i.rows <= edit.rows) return;  // asked for again
  edit.rows = i.rows;               // one line of attributes more
  platform::focus(nodes::contact_field(2 * (i.rows - 1)));
}

void App::keep_contact() {
  ContactEdit& edit = state_.contact_edit;
  const auto at = [this](int index) {
    const auto it = state_.contact_edit.text.find(nodes::contact_field(index));
    return it == state_.contact_edit.text.end() ? std::string() : trimmed(it->second);
  };
  const auto wrong_at = [&edit](int field, std::string why) {
    edit.error = std::move(why);
    edit.wrong = field;
    if (field >= 0) platform::focus(nodes::contact_field(field));
    platform::announce(edit.error, true);
  };
  bool done = false;
  edit.error.clear();
  int refused = 0;  // the only field, or the first that is too long
  if (edit.part == ContactPart::name) done = ask(RenameContact{edit.contact, at(0)}, nullptr, &edit.error);
  if (edit.part == ContactPart::note) done = ask(AddNote{{}, edit.contact, at(0), mentioned_in(Frame{ui_, *session_, state_, inbox_, intents_, now()}, at(0))}, nullptr, &edit.error);
  if (edit.part == ContactPart::attributes) {
    refused = -1;
    std::vector<Attribute> attributes;
    for (int row = 0; row < edit.rows; ++row) {
      Attribute one{at(2 * row), at(2 * row + 1)};
      if (one.name.empty() && one.value.empty()) continue;  // an empty line is one that was taken away
      if (one.name.empty()) return wrong_at(2 * row, text_of(words::people::attribute_name_needed));
      for (const Attribute& other : attributes)
        if (same_name(other.name, one.name)) return wrong_at(2 * row, words::formatted(words::people::attribute_twice, {{"name", one.name}}));
      if (refused < 0 && code_points(one.name) > static_cast<std::size_t>(limits::name_characters_max)) refused = 2 * row;
      if (refused < 0 && code_points(one.value) > static_cast<std::size_t>(limits::attribute_characters_max)) refused = 2 * row + 1;
      attributes.push_back(std::move(one));
    }
    const std::vector<SetAttributes> changes = attributes_as_wanted(session_->words().attributes_of_family(session_->state(), edit.contact), edit.shown, attributes);
    done = std::all_of(changes.begin(), changes.end(), [&](const SetAttributes& one) { return ask(one, nullptr, &edit.error); });
  }
  if (done) act(intent::EditContact{ContactPart::none});
  else if (!edit.error.empty()) wrong_at(refused, edit.error);
}

}  // namespace tributary::app
