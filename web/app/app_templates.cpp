// Templates: what only the relay knows of them is asked for; what an admin writes is looked at here, sent and answered.
// What is wrong is said at the field it is about, and everything typed stays.
#include <algorithm>
#include <utility>

#include "core/base/id_text.h"
#include "core/base/text.h"
#include "core/inbox/naming.h"
#include "core/inbox/variables.h"
#include "web/app/app.h"
#include "web/app/form_pane.h"
#include "web/app/library_forms.h"
#include "web/app/library_templates.h"
#include "web/app/people_bodies.h"
#include "web/app/reason_words.h"
#include "web/app/template_bodies.h"
#include "web/app/words.h"
#include "web/app/words_library.h"

namespace tributary::app {
namespace {

constexpr const char* templates_path = "/api/v1/message-templates";
constexpr std::size_t labels_max = 10, language_bytes_max = 16;
constexpr int label_characters_max = 50;

std::string own(std::string_view words) { return std::string(words); }
std::string number(std::size_t value) { return platform::format_number(static_cast<double>(value)); }

// Set apart by commas, of any script.
std::vector<std::string> labels_in(const std::string& typed) {
  std::vector<std::string> found(1);
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const bool arabic = typed.compare(i, 2, "،") == 0, wide = typed.compare(i, 3, "，") == 0;
    if (typed[i] == ',' || arabic || wide) found.emplace_back(), i += arabic ? 1 : wide ? 2 : 0;
    else found.back() += typed[i];
  }
  std::vector<std::string> labels;
  for (const std::string& one : found)
    if (!blank(one)) labels.push_back(as_name(one));
  return labels;
}

bool is_language(const std::string& code) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  return code.size() <= language_bytes_max && std::all_of(code.begin(), code.end(), plain);
}

MessageTemplate typed_template(FormState& form, const MessageTemplate* known) {
  MessageTemplate t = known ? *known : MessageTemplate{};
  if (!known) t.channel = form.choice == 0 ? Channel::whatsapp : Channel::sms;
  t.name = form_value(form, template_name);
  t.language = form_value(form, template_language);
  t.body = form_value(form, template_text);
  t.labels = labels_in(form_value(form, template_labels));
  t.usage = static_cast<TemplateUsage>(form.third);
  t.category = form.second == 1 ? TemplateCategory::marketing : TemplateCategory::utility;
  t.variables = variables_in(t.body);
  t.samples.clear();
  if (t.channel == Channel::whatsapp)
    for (const std::string& name : t.variables) t.samples.push_back(form_value(form, form_values + sample_place(form, name)));
  if (std::all_of(t.samples.begin(), t.samples.end(), [](const std::string& one) { return one.empty(); })) t.samples.clear();
  return t;
}

bool waits_for_whatsapp(const MessageTemplate& t) { return t.channel == Channel::whatsapp && t.usage != TemplateUsage::reply && t.approval != Approval::approved; }

}  // namespace

void App::read_templates_list(bool anew) {
  LibraryState::Templates& s = state_.library.templates;
  if (anew && s.busy) return;
  s.asked = true;
  s.busy = s.busy || anew;
  if (anew) platform::fetch(tag_templates_read, "POST", std::string(templates_path) + "/refresh", "");
  else platform::fetch(tag_templates, "GET", templates_path, "");
}

void App::templates_fetched(const platform::Event& event) {
  LibraryState::Templates& s = state_.library.templates;
  const bool good = event.status >= 200 && event.status < 300;
  if (event.number == tag_template_saved) return template_saved(event);
  if (good && event.number == tag_templates_read) return read_templates_list(false);
  const bool waited = std::exchange(s.busy, false);  // somebody pressed the button, and hears what came of it
  s.failed = !good;
  if (good) {
    read_templates(event.text, s);
  } else {
    const ErrorOfBody error = error_of(event.text);
    s.why = error.code.empty() ? own(words::library::templates_not_read) : refusal_words(error.code, error.message);
  }
  if (waited) platform::announce(templates_told(s), s.failed);
}

bool App::template_usable(const MessageTemplate& t, const MessageTemplate* known) {
  if (t.name.empty()) return wrong_in(template_name, own(words::people::name_needed)), false;
  if (!fits(template_name, t.name, limits::name_characters_max)) return false;
  bool taken = false;
  std::size_t count = 0;
  session_->state().templates.for_each([&](const TemplateId& id, const MessageTemplate& other) {
    ++count;
    taken = taken || (id != t.id && other.name == t.name && other.channel == t.channel && other.language == t.language);
  });
  if (taken) return wrong_in(template_name, own(words::library::template_taken)), false;
  if (!is_language(t.language)) return wrong_in(template_language, own(words::library::language_wrong)), false;
  if (blank(t.body) && t.content_sid.empty()) return wrong_in(template_text, own(words::library::template_no_text)), false;
  if (!fits(template_text, t.body, limits::message_characters_max)) return false;
  for (std::size_t i = 0; i < t.samples.size(); ++i)
    if (!fits(form_values + sample_place(state_.form, t.variables[i]), t.samples[i], limits::name_characters_max)) return false;
  if (t.labels.size() > labels_max) return wrong_in(template_labels, words::formatted(words::library::labels_most, {{"max", number(labels_max)}})), false;
  for (const std::string& label : t.labels)
    if (!fits(template_labels, label, label_characters_max)) return false;
  const std::size_t most = static_cast<std::size_t>(limits::templates_max);
  if (!known && count >= most) return state_.form.error = words::formatted(words::library::templates_full, {{"max", number(most)}}), false;
  return true;
}

void App::save_template() {
  FormState& form = state_.form;
  if (form.busy) return;
  const MessageTemplate* known = session_->state().templates.find(state_.dialog.thing.message_template);
  const MessageTemplate t = typed_template(form, known);
  if (!template_usable(t, known)) return;
  // The same words would be rejected again.
  if (known && known->approval == Approval::rejected && t == *known) return wrong_in(template_text, own(words::library::template_unchanged));
  if (session_->link() != ClientSession::Link::live) return void(form.error = own(words::people::new_offline));
  form.busy = true;
  state_.library.templates.saving = t;
  const std::string path = known ? std::string(templates_path) + "/" + to_text(t.id) : std::string(templates_path);
  platform::fetch(tag_template_saved, known ? "PATCH" : "POST", path, template_body(t, !known));
}

void App::template_saved(const platform::Event& event) {
  // Whoever left that form and has opened another goes on with the other.
  const bool shown = state_.dialog.kind == Dialog::template_form && state_.form.busy, good = event.status >= 200 && event.status < 300;
  if (shown) state_.form.busy = false;
  if (good) {
    const MessageTemplate& t = state_.library.templates.saving;
    if (shown) close_dialog();
    return toast(words::formatted(waits_for_whatsapp(t) ? words::library::template_handed_in : words::library::template_kept, {{"name", t.name}}), false);
  }
  const ErrorOfBody error = error_of(event.text);
  const std::string why = error.code.empty() ? own(words::library::template_unclear) : refusal_words(error.code, error.message);
  if (!shown) return toast(why, true);
  const int field = error.field == "name" ? template_name : error.field == "language" ? template_language : error.field == "labels" ? template_labels : -1;
  if (field >= 0) wrong_in(field, why);
  else state_.form.error = why;
  platform::announce(why, true);
}

}  // namespace tributary::app
