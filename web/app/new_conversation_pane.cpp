#include "web/app/new_conversation_pane.h"

#include <algorithm>

#include "core/base/phone.h"
#include "core/base/text.h"
#include "core/inbox/contact_merge.h"
#include "core/inbox/sendable.h"
#include "web/app/composer_attachments.h"
#include "web/app/composer_text.h"
#include "web/app/entry_words.h"
#include "web/app/form.h"
#include "web/app/icons.h"
#include "web/app/in_order.h"
#include "web/app/person_facts.h"
#include "web/app/reason_words.h"
#include "web/app/words.h"
#include "web/app/zone_now.h"

namespace tributary::app {
namespace {

const std::string& typed(const FormState& form, int index) {
  static const std::string nothing;
  const auto it = form.text.find(nodes::form_field(index));
  return it == form.text.end() ? nothing : it->second;
}

std::vector<const Number*> sending_numbers(const State& state) {
  std::vector<const Number*> numbers = numbers_by_address(state);
  std::erase_if(numbers, [](const Number* number) { return number->channel == Channel::voice || !is_connected(*number); });
  return numbers;
}

const Number* chosen_number(const std::vector<const Number*>& numbers, const FormState& form) {
  const auto at = std::find_if(numbers.begin(), numbers.end(), [&form](const Number* one) { return one->id == form.number; });
  return at != numbers.end() ? *at : numbers.empty() ? nullptr : numbers.front();
}

// Their identity at this phone number, if they have one; else the one an earlier release filed it under (contact.h).
IdentityId identity_at(const State& state, const Words& words, ContactId person, const std::string& address) {
  IdentityId formerly;
  for (IdentityId id : identities_of(state, person)) {
    const Identity* identity = state.identities.find(id);
    if (!identity || words.address(id) != address) continue;
    if (identity->kind == IdentityKind::phone) return id;
    if (identity->kind == IdentityKind::whatsapp) formerly = id;
  }
  return formerly;
}

void find_known(const State& state, const Words& words, const HeaderScan& scan, Instant now, NewConversation& what) {
  const Channel channel = what.number->channel;
  what.approved_words_only = channel == Channel::whatsapp;
  if (!what.to || scan.typed != *what.to) return;
  what.looked = scan.done;
  for (const ConversationId id : scan.found) {
    const Conversation* conversation = state.conversations.find(id);
    const Thread* thread = conversation ? state.threads.find(conversation->thread) : nullptr;
    if (!thread || !(thread->service == what.number->service)) continue;
    const IdentityId identity = identity_at(state, words, contact_of(state, id), *what.to);
    if (!identity) continue;
    what.known = thread->latest;
    what.identity = identity;
    what.looked = true;
    const Conversation* latest = state.conversations.find(thread->latest);
    const auto why = latest ? why_not_sendable(state, *latest, channel, what.number->id, identity, now) : std::nullopt;
    what.approved_words_only = why && why->why == Refusal::whatsapp_window_closed;
    return;
  }
}

bool usable(const MessageTemplate& t, const NewConversation& what) {
  if (t.channel != what.number->channel || t.usage == TemplateUsage::reply || (t.account && t.account != what.number->account)) return false;
  const bool approved = t.approval == Approval::approved && !t.content_sid.empty();
  return what.approved_words_only ? approved : approved || !blank(t.body);
}

// ---- what is shown
std::string_view number_name(Frame& f, const Number& number) {
  const Account* account = f.data().accounts.find(number.account);
  const std::string_view address = number.address.substr(0, 1) == "+" ? f.ui.keep(for_people(number.address)) : f.ui.keep(number.address);
  bool several = false;
  f.data().accounts.for_each([&](AccountId id, const Account&) { several = several || !(id == number.account); });
  return words::dotted(f.ui, {channel_word(number.channel), address, several && account ? f.ui.keep(account->name) : std::string_view()});
}

void about_recipient(Frame& f, Form& form, const NewConversation& what) {
  const std::string& text = typed(f.state.form, form_recipient);
  if (f.state.form.wrong == form_recipient && !f.state.form.error.empty()) return;  // that is said there already
  if (blank(text)) return form.say("recipient-said", words::people::recipient_hint);
  if (!what.to) return form.say("recipient-said", refusal_words(code(Refusal::invalid_phone), sentence(Refusal::invalid_phone)), true);
  const std::string_view number = f.ui.keep(for_people(*what.to));
  if (!what.known) return form.say("recipient-said", words::format(f.ui, words::people::recipient_new, {{"number", number}}));
  const Conversation* known = f.data().conversations.find(what.known);
  form.say("recipient-said", words::format(f.ui, words::people::recipient_known, {{"number", number}, {"name", known ? contact_title(f, *known) : std::string_view()}}));
}

void choose_number(Frame& f, Form& form, const NewConversation& what) {
  std::vector<std::string_view> names;
  int chosen = 0;
  for (const Number* number : what.numbers) {
    if (number == what.number) chosen = static_cast<int>(names.size());
    names.push_back(number_name(f, *number));
  }
  const int picked = form.choice("new-from", words::people::new_from, names, chosen);
  if (picked < 0) return;
  f.state.form.number = what.numbers[static_cast<std::size_t>(picked)]->id;
  f.state.form.message_template = {};
  f.state.form.error.clear();
  f.wants_frame = true;
}

// What is known stands in its blanks already (D74). Of somebody new it is known who writes to them.
void put_known(Frame& f, const NewConversation& what, const MessageTemplate& t, bool also_over_typed) {
  const Conversation* known = f.data().conversations.find(what.known);
  const Values values = known_values(f, known ? *known : Conversation{}, t.variables);
  std::vector<std::string>& before = f.state.form.blanks;
  before.resize(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const NodeId field = nodes::form_field(form_values + static_cast<int>(i));
    std::string& text = f.state.form.text[field];
    if (!also_over_typed && (values[i].second == before[i] || text != before[i])) continue;
    text = before[i] = values[i].second;
    platform::set_field_text(field, text);
  }
}

// What was typed for another template's blanks does not stand in this one's.
void first_values(Frame& f, const NewConversation& what, const MessageTemplate& t) { put_known(f, what, t, true); }

// Another recipient is not called like the one before; what a person typed stays.
void follow_recipient(Frame& f, const NewConversation& what) {
  if (what.message_template && what.looked) put_known(f, what, *what.message_template, false);
}

void choose_template(Frame& f, Form& form, const NewConversation& what) {
  std::vector<std::string_view> names;
  if (!what.approved_words_only) names.push_back(words::people::template_none);
  const int before = static_cast<int>(names.size());
  int chosen = -1;
  for (const MessageTemplate* one : what.templates) {
    if (one == what.message_template) chosen = static_cast<int>(names.size());
    names.push_back(f.ui.keep(one->name));
  }
  if (chosen < 0 && before > 0) chosen = 0;
  const int picked = form.choice("new-template", words::people::template_label, names, chosen);
  if (picked < 0) return;
  const MessageTemplate* wanted = picked >= before ? what.templates[static_cast<std::size_t>(picked - before)] : nullptr;
  f.state.form.message_template = wanted ? wanted->id : TemplateId{};
  f.state.form.error.clear();
  if (wanted) first_values(f, what, *wanted);
  f.wants_frame = true;
}

// As the customer will read it; blanks without a value stay as they are.
void template_fields(Frame& f, Form& form, const MessageTemplate& t) {
  for (std::size_t i = 0; i < t.variables.size(); ++i)
    form.text(form_values + static_cast<int>(i), words::format(f.ui, words::people::value_of, {{"name", f.ui.keep(t.variables[i])}}));
  const auto text = filled_in(t.body, values_of(t, f.state.form));
  const std::string_view shown = text ? f.ui.keep(*text) : f.ui.keep(t.body);
  if (shown.empty()) return;
  const float inner = form.width() - 2 * gap::medium, h = f.ui.paragraph_height(Style::body, shown, inner) + 2 * gap::small;
  const Rect box = form.take(h);
  f.ui.fill(box, f.ui.theme().bubble_out, radius::bubble);
  f.ui.paragraph(node_id("template-preview"), box.x + gap::medium, box.y + gap::small, inner, Style::body, f.ui.theme().bubble_out_text, shown);
}

// Its files lie under no conversation's name until there is one.
void message_fields(Frame& f, Form& form, const NewConversation& what) {
  form.area(form_message, words::people::message);
  Conversation to_be;
  to_be.channel = what.number->channel;
  const float h = attachments_height(f, to_be, form.width() + 4 * gap::large);
  if (h > 0) attachments_strip(f, form.take(h), to_be);
  const ButtonOptions look{ButtonLook::plain, icon::clip};
  const Rect row = form.take(f.ui.target(f.ui.sizes().button));
  if (button(f.ui, node_id("new-attach"), Rect{row.x, row.y, button_width(f.ui, words::people::new_attach, look), row.h}, words::people::new_attach, look)) f.want(intent::AttachFiles{});
}

void when_to_send(Frame& f, Form& form) {
  form.text(form_when, words::people::new_when, platform::node_local_time);
  if (const auto at = instant_of_field(typed(f.state.form, form_when))) form.say("when-said", f.ui.keep(platform::format_full(static_cast<double>(at->ms))));
}

void what_to_write(Frame& f, Form& form, const NewConversation& what) {
  if (what.approved_words_only) form.say("template-only", words::people::template_only);
  if (what.approved_words_only && what.templates.empty()) return form.say("template-missing", words::people::template_missing, true);
  follow_recipient(f, what);
  if (!what.templates.empty()) choose_template(f, form, what);
  if (what.message_template) template_fields(f, form, *what.message_template);
  else if (!what.approved_words_only) message_fields(f, form, what);
  when_to_send(f, form);
}

}  // namespace

std::string sought_recipient(const State& state, const FormState& form) {
  const Number* number = chosen_number(sending_numbers(state), form);
  return number ? normalise_phone(typed(form, form_recipient), number->address).value_or("") : std::string();
}

Values values_of(const MessageTemplate& t, const FormState& form) {
  Values values;
  for (std::size_t i = 0; i < t.variables.size(); ++i) values.push_back({t.variables[i], typed(form, form_values + static_cast<int>(i))});
  return values;
}

FormState form_of(const State& state, const StartConversation& start) {
  FormState form;
  form.number = start.number;
  form.text[nodes::form_field(form_recipient)] = start.to.address;
  form.text[nodes::form_field(form_message)] = start.text;
  form.text[nodes::form_field(form_when)] = start.not_before.ms > 0 ? local_field(start.not_before) : std::string();
  form.message_template = start.message_template;
  const MessageTemplate* t = state.templates.find(start.message_template);
  for (std::size_t i = 0; t && i < t->variables.size(); ++i)
    for (const auto& [name, value] : start.values)
      if (name == t->variables[i]) form.text[nodes::form_field(form_values + static_cast<int>(i))] = value;
  return form;
}

NewConversation new_conversation_of(const State& state, const Words& words, const UiState& ui_state, Instant now) {
  NewConversation what;
  what.numbers = sending_numbers(state);
  what.number = chosen_number(what.numbers, ui_state.form);
  if (!what.number) return what;
  what.to = normalise_phone(typed(ui_state.form, form_recipient), what.number->address);
  find_known(state, words, ui_state.search.scan, now, what);
  for (const MessageTemplate* one : templates_by_name(state)) {
    if (!usable(*one, what)) continue;
    what.templates.push_back(one);
    if (one->id == ui_state.form.message_template) what.message_template = one;
  }
  return what;
}

void new_conversation_pane(Frame& f, Rect page) {
  const NewConversation what = new_conversation_of(f.data(), f.words(), f.state, f.now);
  Form form(f, page, words::people::new_conversation, f.state.form.busy ? words::people::sending_now : blank(typed(f.state.form, form_when)) ? words::send : words::send_later);
  if (!what.number) {
    form.say("new-no-number", words::people::new_no_number, true);
    return form.end(false);
  }
  f.state.form.number = what.number->id;  // also the first, which nobody chose: another may come to stand before it
  choose_number(f, form, what);
  form.text(form_recipient, words::people::recipient, platform::node_phone, "+49 30 123456");
  about_recipient(f, form, what);
  what_to_write(f, form, what);
  if (f.state.form.again && form.extra_button("new-discard", words::people::new_discard, true)) f.want(intent::DiscardForm{});
  form.end(!what.approved_words_only || !what.templates.empty());
}

}  // namespace tributary::app
