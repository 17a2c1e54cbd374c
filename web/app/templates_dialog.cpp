// Approved words (D26, D27, D72-D78): pick one, fill in its blanks, see what the customer will read, send.
#include <algorithm>

#include "core/base/text.h"
#include "core/inbox/send_template.h"
#include "web/app/composer_dialogs.h"
#include "web/app/composer_text.h"
#include "web/app/dialog_frame.h"
#include "web/app/icons.h"
#include "web/app/in_order.h"
#include "web/app/palette.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/option_row.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"
#include "web/app/words_library.h"

namespace tributary::app {
namespace {

using What = intent::Compose::What;

constexpr float row_h = 58, empty_h = 150;

// The field within its frame is as high as a finger.
float search_frame_h(const Ui& ui) { return ui.touch() ? size::target + 2 * gap::hair : ui.sizes().input; }
float search_h(const Ui& ui) { return ui.touch() ? search_frame_h(ui) + gap::tiny : 48; }
constexpr std::size_t shown_max = 50;

bool window_open(const Frame& f, const Conversation& conversation) {
  const std::optional<Refused> refused = reply_refused(f, conversation);
  return !refused || refused->why != Refusal::whatsapp_window_closed;
}

// The engine is asked, with every blank filled in.
bool usable(const Frame& f, const Conversation& conversation, const MessageTemplate& t, bool open) {
  Values values;
  for (const std::string& name : t.variables) values.push_back({name, "x"});
  const Number* number = f.data().numbers.find(conversation.number);
  return bool(prepare_template(f.data(), t.id, values, conversation.channel, Wanted{false, open, number ? number->account : AccountId{}}));
}

std::string searched_in(const MessageTemplate& t) {
  std::string text = t.name + " " + t.body;
  for (const std::string& label : t.labels) text += " " + label;
  return text;
}

std::string_view body_of(const MessageTemplate& t) { return blank(t.body) ? std::string_view(t.name) : std::string_view(t.body); }

std::string_view why_not(const MessageTemplate& t) {
  if (t.usage == TemplateUsage::reply) return words::other_use;  // nobody has to approve it
  switch (t.approval) {
    case Approval::approved: return words::other_use;
    case Approval::rejected:
    case Approval::paused:
    case Approval::disabled: return words::was_rejected;
    default: return words::not_approved_yet;
  }
}

void one_template(Frame& f, Rect row, const MessageTemplate& t, bool ready, int index, int count) {
  Ui& ui = f.ui;
  const Theme& theme = ui.theme();
  const NodeId id = node_id("option", static_cast<std::uint64_t>(index));
  const std::string_view state = ready ? std::string_view() : why_not(t);
  const bool asked = !ready && (t.approval == Approval::received || t.approval == Approval::pending);
  const std::uint32_t flags = (index == f.state.dialog.chosen ? platform::node_selected : 0u) | (ready ? 0u : platform::node_disabled);
  begin_option(ui, id, row, words::listed(ui, {t.name, t.language, state, asked ? std::string_view(words::approval_takes) : std::string_view()}), index, count, flags);
  const std::string_view mark = state.empty() ? std::string_view(t.language) : state;
  const float mark_w = mark.empty() ? 0 : pill_width(ui, mark);
  if (!mark.empty()) pill(ui, row.right() - 10 - mark_w, row.y + 9, mark, ready ? theme.sunken : theme.warning_bg, ready ? theme.muted : theme.warning);
  ui.text_in(row.x + 10, row.y + 8, row.w - 28 - mark_w, Style::small_strong, ready ? theme.text : theme.muted, t.name);
  std::string line(asked ? std::string_view(words::approval_takes) : cut_code_points(body_of(t), 160));
  std::replace(line.begin(), line.end(), '\n', ' ');
  ui.text_in(row.x + 10, row.y + 30, row.w - 20, Style::small, theme.muted, ui.keep(line));
  ui.leave();
  if (ready && ui.activated(id)) f.want(intent::RunOption{index});
}

void search_field(Frame& f, FormBox& form) {
  Ui& ui = f.ui;
  const Rect at{form.x, form.y, form.w, search_frame_h(ui)};
  ui.stroke(at, ui.theme().border_strong, radius::button);
  platform::Node& node = ui.node(nodes::palette_field(), NodeRole::combobox, at.inset(gap::medium, gap::hair), words::search_templates);
  node.description = words::search_templates;
  node.style = static_cast<int>(ui.touch() ? Style::field_touch : Style::body);
  node.rgba = ui.theme().text;
  form.y += search_h(ui);
}

// The way to where they are written, for those who may: at the foot.
void way_to_manage(Frame& f, const FormBox& form) {
  Ui& ui = f.ui;
  const std::string_view name = words::library::templates_act;
  const float h = ui.sizes().button, y = form.box.bottom() - h - gap::large;
  if (button(ui, node_id("templates-manage"), Rect{form.x, y, button_width(ui, name), h}, name)) f.want(intent::OpenLibrary{LibraryPart::templates});
}

void pick(Frame& f, Rect page, const Conversation& conversation) {
  Ui& ui = f.ui;
  DialogState& d = f.state.dialog;
  const std::vector<UsableTemplate> all = templates_for(f, conversation);
  const int count = static_cast<int>(all.size());
  if (count > 0) d.chosen = std::clamp(d.chosen, 0, count - 1);
  const float content = all.empty() ? empty_h : static_cast<float>(count) * row_h;
  const float foot = f.admin() ? form_foot(ui) : 0;
  const float w = std::min(560.0f, page.w - 2 * gap::medium), h = std::min(form_head + search_h(ui) + content + foot + gap::large, page.h * 0.8f);
  FormBox form = begin_form(f, page, w, h, words::templates);
  search_field(f, form);
  const Rect view{form.x - gap::small, form.y, form.w + 2 * gap::small, form.box.bottom() - form.y - foot - gap::small};
  if (all.empty()) {
    const bool searched = !blank(d.query);
    const std::string_view title = searched ? words::format(ui, words::no_templates_match, {{"query", d.query}}) : std::string_view(words::no_templates);
    empty_state(ui, node_id("templates-nothing"), view, icon::sheet, title, searched ? std::string_view() : std::string_view(words::no_templates_hint));
    if (foot > 0) way_to_manage(f, form);
    return end_form(f);
  }
  d.scroll.y += wanted_scroll(ui, d.scroll);
  follow_chosen(d, static_cast<float>(d.chosen) * row_h, row_h, view.h);
  settle_scroll(ui, d.scroll, view, static_cast<double>(content));
  platform::Node& list = ui.node(node_id("templates-list"), NodeRole::listbox, view, words::templates);
  scroller(list, d.scroll, static_cast<double>(content), false);
  ui.enter(list.id);
  ui.clip(view);
  for (int i = 0; i < count; ++i) {
    const UsableTemplate& one = all[static_cast<std::size_t>(i)];
    const float y = view.y + static_cast<float>(i) * row_h - static_cast<float>(d.scroll.y);
    one_template(f, Rect{view.x, y, view.w, row_h}, *f.data().templates.find(one.id), one.usable, i, count);
  }
  ui.unclip();
  ui.leave();
  if (foot > 0) way_to_manage(f, form);
  end_form(f);
}

// What the customer will read: blanks nobody has filled in stay to be seen.
std::string preview_of(const TemplateForm& form) {
  Values values = form.values;
  for (auto& [name, value] : values)
    if (blank(value)) value = "{{" + name + "}}";
  const Result<std::string> text = filled_in(body_of(*form.chosen), values);
  return text ? *text : std::string(body_of(*form.chosen));
}

void fill_in(Frame& f, Rect page, const TemplateForm& form) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::string preview = preview_of(form);
  const float w = std::min(560.0f, page.w - 2 * gap::medium), inner = w - 2 * gap::huge;
  const float preview_h = ui.paragraph_height(Style::body, preview, inner - 2 * gap::large) + 2 * gap::medium, input = ui.sizes().input;
  const float fields = static_cast<float>(form.names.size()) * (form_label + input + form_gap);
  const float h = form_head + fields + form_label + preview_h + form_gap + wrong_height(f, inner) + form_foot(ui);
  FormBox box = begin_form(f, page, w, h, form.chosen->name);
  const Rect view{box.x - gap::small, box.y, box.w + 2 * gap::small, box.box.bottom() - form_foot(ui) - box.y};
  const float content = h - form_head - form_foot(ui);
  DialogState& d = f.state.dialog;
  begin_scroll_area(ui, d.scroll, node_id("template-form"), NodeRole::region, view, static_cast<double>(content), words::preview, false);
  FormBox inside = box;
  inside.y -= static_cast<float>(d.scroll.y);
  bool entered = false;
  for (std::size_t i = 0; i < form.names.size(); ++i) {
    labelled(f, inside, nodes::template_value(i), ui.keep(form.names[i]), input);
    entered = entered || ui.entered(nodes::template_value(i));
  }
  ui.text_in(inside.x, inside.y, inside.w, Style::small_strong, t.muted, words::preview);
  inside.y += form_label;
  ui.fill(Rect{inside.x, inside.y, inside.w, preview_h}, t.bubble_out, radius::bubble);
  ui.paragraph(node_id("template-preview"), inside.x + gap::large, inside.y + gap::medium, inside.w - 2 * gap::large, Style::body, t.bubble_out_text, ui.keep(preview));
  inside.y += preview_h + form_gap;
  wrong_line(f, inside);
  ui.unclip();
  ui.leave();
  const FormEnd end = form_buttons(f, box, send_word(f), icon::send, words::all_templates);
  if (end.second) f.want(intent::Compose{What::choose_template});
  if (end.done || entered) f.want(intent::Compose{What::send_template});
  end_form(f);
}

}  // namespace

NodeId nodes::template_value(std::size_t index) { return node_id("template-value", static_cast<std::uint64_t>(index)); }

std::vector<UsableTemplate> templates_for(const Frame& f, const Conversation& conversation) {
  const std::string query = folded(f.state.dialog.query);
  const bool open = window_open(f, conversation);
  std::vector<UsableTemplate> all, later;
  for (const MessageTemplate* t : templates_by_name(f.data())) {
    if (t->channel != conversation.channel) continue;
    if (!blank(query) && match(query, folded(searched_in(*t))) == 0) continue;
    const bool now = usable(f, conversation, *t, open);
    (now ? all : later).push_back(UsableTemplate{t->id, now});
  }
  all.insert(all.end(), later.begin(), later.end());
  if (all.size() > shown_max) all.resize(shown_max);
  return all;
}

TemplateForm template_form(const Frame& f) {
  TemplateForm form;
  form.chosen = f.data().templates.find(f.state.composer.chosen);
  if (!form.chosen) return form;
  form.names = form.chosen->variables;
  for (std::size_t i = 0; i < form.names.size(); ++i) form.values.push_back({form.names[i], typed_text(f, nodes::template_value(i))});
  return form;
}

void templates_dialog(Frame& f, Rect page) {
  const Conversation* conversation = f.open();
  if (!conversation) return f.want(intent::CloseDialog{});
  const TemplateForm form = template_form(f);
  if (form.chosen) fill_in(f, page, form);
  else pick(f, page, *conversation);
}

}  // namespace tributary::app
