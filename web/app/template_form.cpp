// A template's dialog (D72-D77): name, use, words with their blanks, what could stand in each of these.
#include <algorithm>
#include <array>

#include "core/inbox/variables.h"
#include "web/app/composer_text.h"
#include "web/app/form.h"
#include "web/app/form_pane.h"
#include "web/app/library_forms.h"
#include "web/app/library_templates.h"
#include "web/app/words.h"
#include "web/app/words_library.h"

namespace tributary::app {
namespace {

void radio(Form& form, std::string_view salt, std::string_view label, std::span<const std::string_view> names, int& chosen, bool& changed) {
  const int picked = form.choice(salt, label, names, chosen);
  if (picked >= 0) chosen = picked, changed = true;
}

void samples(Frame& f, Form& form, const std::string& body) {
  const std::vector<std::string> names = variables_in(body);
  if (names.empty()) return;
  form.say("samples-hint", words::library::samples_hint);
  for (const std::string& name : names)
    form.text(form_values + sample_place(f.state.form, name), words::format(f.ui, words::library::sample_for, {{"name", f.ui.keep("{{" + name + "}}")}}));
}

}  // namespace

// A blank keeps its field while others come and go in the text before it.
int sample_place(FormState& form, const std::string& name) {
  const auto at = std::find(form.blanks.begin(), form.blanks.end(), name);
  const int place = static_cast<int>(at - form.blanks.begin());
  if (at == form.blanks.end()) form.blanks.push_back(name);
  return place;
}

void template_form(Frame& f, Rect page) {
  FormState& state = f.state.form;
  const MessageTemplate* known = f.data().templates.find(f.state.dialog.thing.message_template);
  Form form(f, page, known ? words::library::template_edit : words::library::template_new, words::people::save);
  const TemplateRow row = known ? template_row(f, *known) : TemplateRow{};
  form.say("template-told", row.told, row.mood == TemplateRow::Mood::bad);
  form.text(template_name, words::people::name);
  bool changed = false;
  const std::array<std::string_view, 2> channels{words::whatsapp, words::sms}, categories{words::library::utility, words::library::marketing};
  const std::array<std::string_view, 4> uses{words::library::use_any, words::library::use_start, words::library::use_reply, words::library::use_window};
  if (!known) radio(form, "template-channel", words::library::channel, channels, state.choice, changed);
  const bool whatsapp = state.choice == 0;
  radio(form, "template-use", words::library::use, uses, state.third, changed);
  if (whatsapp) radio(form, "template-category", words::library::category, categories, state.second, changed);
  form.text(template_language, words::library::language, 0, "en");
  form.area(template_text, words::saved_body);
  blank_buttons(f, form);
  const std::string body = form_value(state, template_text);
  if (whatsapp) samples(f, form, body);
  form.text(template_labels, words::library::labels, 0, words::library::labels_example);
  if (whatsapp && known && known->approval != Approval::not_submitted) form.say("template-again", words::library::template_again);
  else if (whatsapp && !known) form.say("template-takes", words::library::template_handed_in_hint);
  f.wants_frame = f.wants_frame || changed;
  form.end();
}

void template_first_texts(const State& data, const DialogState& dialog, FormState& form) {
  const auto put = [&form](int index, std::string text) { form.text.emplace(nodes::form_field(index), std::move(text)); };
  const MessageTemplate* t = data.templates.find(dialog.thing.message_template);
  form.choice = t && t->channel == Channel::sms ? 1 : 0;
  form.second = t && t->category == TemplateCategory::marketing ? 1 : 0;
  form.third = t ? static_cast<int>(t->usage) : 0;
  std::string labels;
  if (t)
    for (const std::string& label : t->labels) labels += (labels.empty() ? "" : ", ") + label;
  put(template_name, t ? t->name : std::string());
  put(template_language, t ? t->language : std::string(words::language()));
  put(template_text, t ? t->body : std::string());
  put(template_labels, labels);
  if (t)
    for (std::size_t i = 0; i < t->samples.size(); ++i) put(form_values + sample_place(form, t->variables[i]), t->samples[i]);
}

}  // namespace tributary::app
