#include "web/app/library_templates.h"

#include <algorithm>

#include "core/base/text.h"
#include "web/app/icons.h"
#include "web/app/library_rows.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"
#include "web/app/words_library.h"

namespace tributary::app {
namespace {

constexpr std::size_t text_shown = 200;
using Mood = TemplateRow::Mood;

// Nobody approves an SMS, nor what is for conversations under way.
bool asks_nobody(const MessageTemplate& t) { return t.channel != Channel::whatsapp || t.usage == TemplateUsage::reply; }

std::string_view state_of(const MessageTemplate& t) {
  if (asks_nobody(t)) return words::library::template_free;
  switch (t.approval) {
    case Approval::approved: return words::library::template_approved;
    case Approval::received:
    case Approval::pending: return words::not_approved_yet;
    case Approval::rejected: return words::library::template_rejected;
    case Approval::paused: return words::library::template_paused;
    case Approval::disabled: return words::library::template_disabled;
    default: return words::library::template_not_handed_in;
  }
}

Mood mood_of(const MessageTemplate& t) {
  if (asks_nobody(t)) return Mood::calm;
  switch (t.approval) {
    case Approval::approved: return Mood::good;
    case Approval::rejected:
    case Approval::paused:
    case Approval::disabled: return Mood::bad;
    default: return Mood::waits;
  }
}

std::string_view use_of(TemplateUsage usage) {
  switch (usage) {
    case TemplateUsage::start: return words::library::use_start;
    case TemplateUsage::reply: return words::library::use_reply;
    case TemplateUsage::window: return words::library::use_window;
    default: return words::library::use_any;
  }
}

}  // namespace

std::string_view template_told(Ui& ui, const MessageTemplate& t) {
  if (asks_nobody(t)) return {};
  if (t.approval == Approval::received || t.approval == Approval::pending) return words::approval_takes;
  if (t.approval != Approval::rejected) return {};
  if (t.reason.empty()) return words::library::template_no_reason;
  return words::format(ui, words::library::template_reason, {{"reason", t.reason}});
}

// Which are kept at the provider only the relay knows: until it has said so, none is offered to be changed.
bool may_change(const Frame& f, const MessageTemplate& t) {
  const LibraryState::Templates& s = f.state.library.templates;
  return f.admin() && s.known && !t.from_environment && std::find(s.read_only.begin(), s.read_only.end(), t.id) == s.read_only.end();
}

TemplateRow template_row(Frame& f, const MessageTemplate& t) {
  Ui& ui = f.ui;
  TemplateRow row;
  row.state = state_of(t);
  row.mood = mood_of(t);
  row.told = template_told(ui, t);
  const Account* account = f.data().accounts.find(t.account);
  std::string_view labels;
  for (const std::string& label : t.labels) labels = words::listed(ui, {labels, label});
  const std::string_view category = t.channel != Channel::whatsapp ? std::string_view() : t.category == TemplateCategory::marketing ? std::string_view(words::library::marketing) : std::string_view(words::library::utility);
  const std::string_view kept = f.admin() && f.state.library.templates.known && !may_change(f, t) ? std::string_view(words::library::template_elsewhere) : std::string_view();
  row.facts = words::dotted(ui, {t.channel == Channel::sms ? std::string_view(words::sms) : std::string_view(words::whatsapp), t.language, account ? std::string_view(account->name) : std::string_view(), use_of(t.usage), category, labels, kept});
  row.words = blank(t.body) ? std::string_view(words::library::template_words_elsewhere) : ui.keep(one_line(t.body, text_shown));
  return row;
}

std::string templates_told(const LibraryState::Templates& s) {
  if (s.failed) return s.why;
  if (s.read_ms > 0) return words::formatted(words::library::templates_read, {{"when", platform::format_full(s.read_ms)}});
  return std::string(std::string_view(words::library::templates_unread));
}

void templates_read(Frame& f, float x, float& y, float w) {
  Ui& ui = f.ui;
  LibraryState::Templates& s = f.state.library.templates;
  const bool live = f.session.link() == ClientSession::Link::live;
  s.asked = s.asked && live;  // what happened while the connection was gone is asked for when it is back
  if (!s.asked && live) f.want(intent::ReadTemplates{});
  const ButtonOptions look{ButtonLook::plain, icon::again, false, s.busy};
  const float h = ui.target(size::button), button_w = f.admin() ? button_width(ui, words::refresh, look) + gap::medium : 0;
  const bool known = s.known || s.failed;
  const std::string_view said = known ? ui.keep(templates_told(s)) : live ? std::string_view(words::loading) : std::string_view(words::library::templates_not_read);
  const float words_h = ui.paragraph(node_id("templates-read"), x, y + 6, w - button_w, Style::small, s.failed ? ui.theme().danger : ui.theme().muted, said);
  if (f.admin() && button(ui, node_id("templates-refresh"), Rect{x + w - button_w + gap::medium, y, button_w - gap::medium, h}, words::refresh, look)) f.want(intent::ReadTemplates{true});
  y += std::max(words_h + 6, f.admin() ? h : 0) + gap::medium;
}

}  // namespace tributary::app
