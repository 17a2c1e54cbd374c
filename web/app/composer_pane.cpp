#include <algorithm>

#include "core/base/limits.h"
#include "core/base/segments.h"
#include "core/base/text.h"
#include "core/engine/engine.h"
#include "core/view/language.h"
#include "web/app/composer_attachments.h"
#include "web/app/composer.h"
#include "web/app/composer_text.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/keymap.h"
#include "web/app/panes.h"
#include "web/app/reason_words.h"
#include "web/app/thread_facts.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"
#include "web/text/run_atlas.h"

namespace tributary::app {
namespace {

constexpr int rows_min = 2, rows_max = 10;
constexpr std::size_t measured_characters_max = 4'000;  // more fill every row there is, so that nothing of it need be measured

float tab_h(const Ui& ui) { return ui.touch() ? 48.0f : 34.0f; }
float foot_h(const Ui& ui) { return ui.touch() ? 54.0f : 44.0f; }
float foot_button(const Ui& ui) { return std::min(ui.sizes().button, foot_h(ui) - 4); }
float notice_gap(const Ui& ui) { return 2 * gap::small - (foot_h(ui) - foot_button(ui)); }  // to the buttons: what the foot does not leave already
std::string_view send_name(bool note) { return note ? words::add_note : words::send; }
float send_width(const Ui& ui, bool note) { return std::max(80.0f, button_width(ui, send_name(note), {ButtonLook::primary, note ? icon::lock : icon::send})); }

Style field_style(const Frame& f) { return f.ui.touch() ? Style::field_touch : Style::body; }

// Told without going through all of a long text.
bool fits(std::string_view text, std::size_t characters) { return cut_code_points(text, characters).size() == text.size(); }

std::size_t characters_max(const Frame& f, const Conversation& conversation) {
  return static_cast<std::size_t>(noting(f.state, conversation.id) ? limits::note_characters_max : limits::message_characters_max);
}

float field_height(const Frame& f, const Conversation& conversation, float width) {
  const std::string& draft = draft_of(f.state, conversation.id);
  int rows = rows_max;
  if (fits(draft, measured_characters_max)) {
    rows = draft.empty() ? 1 : static_cast<int>(text::layout(draft, static_cast<int>(field_style(f)), width - 64).lines.size());
    if (!draft.empty() && draft.back() == '\n') ++rows;
  }
  return static_cast<float>(std::clamp(rows, rows_min, rows_max)) * line_height(field_style(f)) + gap::small;
}

// More than one message, or one note, may have.
bool too_long(const Frame& f, const Conversation& conversation) { return !fits(draft_of(f.state, conversation.id), characters_max(f, conversation)); }

std::string too_long_words(const Frame& f, const Conversation& conversation) {
  return words::formatted(words::text_too_long, {{"limit", platform::format_number(static_cast<double>(characters_max(f, conversation)))}});
}

// What stands below the field in a sentence of its own: why nothing may be sent, or which blanks are still empty.
std::string notice_words(const Frame& f, const Conversation& conversation) {
  const bool note = noting(f.state, conversation.id);
  const std::optional<Refused> refused = note ? std::nullopt : reply_refused(f, conversation);
  const std::string only_here = draft_only_here(f, conversation.id);
  if (!refused && too_long(f, conversation)) return too_long_words(f, conversation) + (only_here.empty() ? "" : " " + only_here);
  if (!only_here.empty() || note) return only_here;
  if (refused) return refusal_words(*refused);
  return missing_words(blanks_of(f, conversation.id));
}

// What the foot offers. only_template: nothing but a template may go, so that is all that stands there. apart: the tools take a row
// of their own above Send, where both do not fit side by side (large text on a phone).
struct Foot {
  bool note = false, closed = false, only_template = false, apart = false;
  int tools() const { return note || only_template ? 0 : closed ? 1 : 3; }
};

Foot foot_of(const Frame& f, const Conversation& conversation, float frame_w) {
  Foot foot;
  foot.note = noting(f.state, conversation.id);
  const std::optional<Refused> refused = foot.note ? std::nullopt : reply_refused(f, conversation);
  foot.closed = refused.has_value();
  foot.only_template = refused && refused->why == Refusal::whatsapp_window_closed;
  const float h = foot_button(f.ui), send = 2 * h + gap::hair + 2 * gap::small;
  foot.apart = foot.tools() > 0 && gap::small + static_cast<float>(foot.tools()) * (h + gap::hair) + send > frame_w;
  return foot;
}

float foot_height(const Ui& ui, const Foot& foot) { return foot_h(ui) + (foot.apart ? foot_button(ui) + gap::tiny : 0); }

// What limits this channel sets, in one line; and the same briefly, for a phone.
struct Limit { std::string_view words, brief = words, lasting = words; };  // lasting: what belongs to the field, without what each letter changes

Limit sms_limit(Ui& ui, std::string_view draft) {
  const SmsCount count = count_sms(draft);
  const std::string_view segments = words::plural(ui, words::segments, static_cast<std::int64_t>(count.segments));
  const std::string_view left = words::plural(ui, words::left, static_cast<std::int64_t>(count.left)), letters = count.gsm7 ? words::gsm7 : words::ucs2;
  return {words::dotted(ui, {segments, letters, left}), words::dotted(ui, {segments, left}), words::listed(ui, {segments, letters})};
}

// Of a note, who reads it.
Limit limit_of(Frame& f, const Conversation& conversation) {
  if (noting(f.state, conversation.id)) return {words::note_seen_by};
  if (conversation.channel == Channel::sms) {
    const std::string& draft = draft_of(f.state, conversation.id);
    return draft.empty() || too_long(f, conversation) ? Limit{} : sms_limit(f.ui, draft);
  }
  const std::optional<Instant> until = free_text_until(f.data(), conversation);
  if (!until || until->ms <= f.now.ms) return {};
  f.wants_minute = true;
  const std::int64_t minutes = (until->ms - f.now.ms) / limits::minute_ms;
  if (minutes < 1) return {words::window_closes_soon, words::window_soon};
  const words::Values duration = {{"duration", duration_words(f.ui, minutes * 60)}};
  return {words::format(f.ui, words::window_closes, duration), words::format(f.ui, words::window_left, duration)};
}

// In the foot, beside the tabs where that is too narrow, and briefly where both are. What is heard is never brief.
void limit_line(Frame& f, const Limit& limit, Rect foot, Rect above, std::uint32_t colour) {
  Ui& ui = f.ui;
  const NodeId id = node_id("composer-limit");
  const float w = ui.width_of(Style::figure, limit.words);
  const bool low = w <= foot.w;
  const Rect at = low ? foot : above;
  if (w <= at.w) return ui.label(id, at.x, at.y, at.w, Style::figure, colour, limit.words, low ? Align::start : Align::end);
  ui.node(id, NodeRole::label, at, limit.words).style = static_cast<int>(Style::figure);  // its own colour stays none: the words below are what is seen
  ui.enter(id);
  ui.text_in(at.x, at.y, at.w, Style::figure, colour, limit.brief, Align::end);
  ui.leave();
  ui.hint(id, at, limit.words);
}

float one_tab(Frame& f, NodeId id, float x, Rect row, std::string_view name, bool chosen, std::uint32_t colour, intent::Compose wanted) {
  Ui& ui = f.ui;
  const float w = ui.width_of(Style::small_strong, name), h = ui.target(26), padding = ui.touch() ? gap::small : std::max(0.0f, (24 - w) / 2);  // Arabic's word is a short one
  const Rect at{x - padding, row.y + (tab_h(ui) + 4 - h) / 2, w + 2 * padding, h};
  platform::Node& node = ui.node(id, NodeRole::tab, at, name);
  if (chosen) node.flags |= platform::node_selected;
  ui.enter(id);
  ui.text(x, at.y + h / 2 - 9, Style::small_strong, chosen ? colour : ui.hovered(at) ? ui.theme().text : ui.theme().muted, name);
  if (chosen) ui.fill(Rect{x, at.y + h / 2 + 11, w, 2}, colour, 1);
  ui.leave();
  if (ui.activated(id)) f.want(wanted);
  return w;
}

// Returns where they end.
float tabs(Frame& f, Rect box, const Conversation& conversation, bool note) {
  using What = intent::Compose::What;
  Ui& ui = f.ui;
  const NodeId list = node_id("composer-tabs");
  ui.node(list, NodeRole::tablist, Rect{box.x, box.y, box.w, tab_h(ui)}, words::composer_tabs);
  ui.enter(list);
  float x = box.x + gap::large;
  x += one_tab(f, node_id("composer-reply"), x, box, words::reply, !note, ui.theme().accent, intent::Compose{What::reply_tab, conversation.id}) + gap::wide;
  x += one_tab(f, node_id("composer-note"), x, box, words::private_note, note, ui.theme().note_text, intent::Compose{What::note_tab, conversation.id});
  ui.leave();
  return x + gap::small;
}

float sentence_width(float pane_width) { return pane_width - 4 * gap::large; }

// The customer's language, for spell-checking: told by what they wrote last, else by where their number is.
std::string_view spoken_in(Frame& f, const Conversation& conversation) {
  constexpr std::size_t texts_max = 5;
  std::vector<std::string_view> texts;
  if (const ThreadView* view = f.session.thread(conversation.thread)) {
    for (auto it = view->entries().rbegin(); it != view->entries().rend() && texts.size() < texts_max; ++it) {
      if (it->kind != ThreadEntry::Kind::message || it->direction != Direction::in) continue;
      if (const MessageBody* body = f.words().body(it->message)) texts.push_back(body->text);
    }
  }
  return language_of(texts, f.words().address(conversation.identity));
}

// While a list hangs at the field, Enter takes from it.
std::uint32_t field_flags(const Frame& f, NodeId id) {
  const bool list = !f.at_caret.empty() && f.state.composer.suggestions.field == id;
  const std::uint32_t flags = platform::node_multiline | (list ? platform::node_expanded : 0u);
  return f.state.prefs.enter_sends || list ? flags : flags | platform::node_enter_breaks;
}

Rect field_box(const Frame& f, Rect frame, const Conversation& conversation, float width) {
  return {frame.x + gap::large, frame.y + tab_h(f.ui) + 2, frame.w - 2 * gap::large, field_height(f, conversation, width)};
}

// Which keys send: Enter, or those of the action. How these are called comes with the second part.
std::string_view reply_hint(Frame& f) {
  if (f.state.prefs.enter_sends) return words::reply_hint;
  const std::string keys = platform::later_here() ? first_keys("send", f.state.prefs) : std::string();
  return keys.empty() ? std::string_view(words::reply_hint_short) : words::format(f.ui, words::reply_hint_control, {{"keys", keys}});
}

void open_field(Frame& f, Rect frame, float width, const Conversation& conversation, bool note, std::string_view limit) {
  const bool wide = frame.w > 480;
  std::string_view hint = wide && f.ui.shows_keys() ? reply_hint(f) : words::reply_hint_short;
  if (note) hint = wide ? words::note_hint : words::note_hint_short;
  const NodeId id = note ? nodes::note_field(conversation.id) : nodes::composer(conversation.id);
  const std::string_view language = note ? std::string_view() : spoken_in(f, conversation);
  field(f.ui, id, field_box(f, frame, conversation, width), note ? words::private_note : words::reply,
        {hint, draft_of(f.state, conversation.id), field_flags(f, id), false, language, limit});
  if (note) return;
  const Rect below = field_box(f, frame, conversation, width);
  attachments_strip(f, Rect{below.x, below.bottom(), below.w, attachments_height(f, conversation, width)}, conversation);
}

// What was typed before stays to be read; the sentence says why it cannot be sent and what would change that.
void closed_field(Frame& f, Rect frame, float width, const Conversation& conversation) {
  const std::string& draft = draft_of(f.state, conversation.id);
  Rect at = field_box(f, frame, conversation, width);
  if (blank(draft)) at.h = 16;
  field(f.ui, nodes::composer(conversation.id), at, words::reply, {{}, draft, platform::node_multiline | platform::node_disabled, false});
}

// The buttons at the foot's beginning; returns where they end.
float tools(Frame& f, Rect frame, const Conversation& conversation, const Foot& foot) {
  using What = intent::Compose::What;
  Ui& ui = f.ui;
  if (foot.tools() == 0) return frame.x + gap::large;
  const float h = foot_button(ui), y = frame.bottom() - gap::small - h - (foot.apart ? h + gap::tiny : 0);
  float x = frame.x + gap::small;
  const auto tool = [&](std::string_view id, std::string_view name, std::string_view picture, What what) {
    if (button(ui, node_id(id), Rect{x, y, h, h}, name, {ButtonLook::quiet, picture, true})) f.want(intent::Compose{what, conversation.id});
    x += h + gap::hair;
  };
  if (!foot.closed) {
    attach_button(f, Rect{x, y, h, h}, conversation);
    x += h + gap::hair;
  }
  tool("composer-templates", words::templates, icon::sheet, What::open_templates);
  if (!foot.closed) tool("composer-choices", words::choices, icon::list, What::open_choices);
  return foot.apart ? frame.x + gap::large : x + gap::tiny;
}

// The way that is left where only a template may go.
void template_button(Frame& f, Rect frame, const Conversation& conversation) {
  const ButtonOptions look{ButtonLook::primary, icon::sheet};
  const float h = foot_button(f.ui), w = std::min(button_width(f.ui, words::choose_template, look), frame.w - 2 * gap::small);
  if (button(f.ui, node_id("choose-template"), Rect{frame.right() - gap::small - w, frame.bottom() - h - gap::small, w, h}, words::choose_template, look))
    f.want(intent::Compose{intent::Compose::What::open_templates, conversation.id});
}

struct Sending { bool note = false, closed = false, ready = false; float from = 0; };  // from: how far what stands before it reaches

// Send, and what else Send can do; of a note only Add note. It keeps its word where that has room.
void send_buttons(Frame& f, Rect frame, const Conversation& conversation, Sending is, float& right) {
  using What = intent::Compose::What;
  Ui& ui = f.ui;
  const float h = foot_button(ui), y = frame.bottom() - h - gap::small;
  right = frame.right() - gap::small;
  if (!is.note) {
    ComposerState& c = f.state.composer;
    const bool open = c.menu != ComposerState::Menu::closed;
    const Rect at{right - h, y, h, h};
    ButtonOptions look{ButtonLook::primary, icon::chevron_down, true, is.closed || !is.ready};
    look.flags = menu_flags(open);
    if (button(ui, nodes::more_ways(), at, words::more_ways, look))
      f.want(intent::Compose{open ? What::close_menu : What::open_menu, conversation.id, {}, static_cast<int>(ComposerState::Menu::ways)});
    c.menu_box.x = at.x, c.menu_box.y = at.y, c.menu_box.w = at.w, c.menu_box.h = at.h;
    right = at.x - gap::hair;
  }
  const NodeId field = is.note ? nodes::note_field(conversation.id) : nodes::composer(conversation.id);
  const float worded = send_width(ui, is.note);
  const bool alone = right - worded - gap::small < is.from;
  const float w = alone ? h : worded;
  const Rect send{right - w, y, w, h};
  const bool pressed = button(ui, node_id("send"), send, send_name(is.note), {ButtonLook::primary, is.note ? icon::lock : icon::send, alone, is.closed || !is.ready});
  if (pressed || ui.entered(field)) f.want(intent::Send{conversation.id});
  right = send.x - gap::small;
}

void lit_edge(Ui& ui, Rect frame, NodeId lit_id, bool focused, std::uint32_t edge, std::uint32_t accent) {
  const Theme& t = ui.theme();
  const float lit = ui.ease(lit_id, focused ? 1.0f : 0.0f, motion_ms::hover);
  if (lit > 0) ui.stroke(Rect{frame.x - 2, frame.y - 2, frame.w + 4, frame.h + 4}, with_alpha(accent, static_cast<std::uint32_t>(46 * lit)), radius::card + 2, 3);
  ui.stroke(frame, mix(edge, accent, lit), radius::card, t.strong ? 2 : 1);
}

}  // namespace

NodeId nodes::composer(ConversationId conversation) { return node_id("composer", conversation); }
NodeId nodes::note_field(ConversationId conversation) { return node_id("note-field", conversation); }
NodeId nodes::more_ways() { return node_id("more-ways"); }

std::optional<Refused> reply_refused(const Frame& f, const Conversation& conversation, Instant later) {
  const Stamp stamp{f.now, Actor{ActorKind::agent, f.me()}, CommandId{}};
  SendReply trial{conversation.id, {}, "?"};
  trial.how.not_before = later;
  const Decision decision = decide_command(f.data(), Command(trial), stamp);
  if (decision) return std::nullopt;
  return decision.error();
}

std::vector<std::string> blanks_of(const Frame& f, ConversationId conversation) {
  const auto draft = f.state.drafts.find(conversation);
  return draft == f.state.drafts.end() ? std::vector<std::string>() : variables_in(draft->second);
}

float composer_height(Frame& f, const Conversation& conversation, float width) {
  const std::string notice = notice_words(f, conversation);
  const Foot foot = foot_of(f, conversation, width - 2 * gap::large);
  float h = gap::small + tab_h(f.ui) + foot_height(f.ui, foot) + gap::medium;
  if (!foot.closed || !blank(draft_of(f.state, conversation.id))) h += field_height(f, conversation, width);
  if (!foot.closed && !foot.note) h += attachments_height(f, conversation, width);
  return notice.empty() ? h : h + notice_gap(f.ui) + f.ui.paragraph_height(Style::small, notice, sentence_width(width));
}

void composer_pane(Frame& f, Rect box, const Conversation& conversation) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const Rect frame{box.x + gap::large, box.y + gap::small, box.w - 2 * gap::large, box.h - gap::small - gap::medium};
  f.state.composer.top = frame.y;
  const Foot foot = foot_of(f, conversation, frame.w);
  const bool note = foot.note, closed = foot.closed;
  const NodeId id = note ? nodes::note_field(conversation.id) : nodes::composer(conversation.id), form = node_id("composer-form");
  ui.fill(frame, note ? t.note_bg : closed ? t.sunken : t.surface, radius::card);
  lit_edge(ui, frame, node_id("composer-lit", conversation.id), ui.input().focused == id, note ? t.note_border : t.border_strong, note ? t.note_text : t.accent);
  ui.node(form, NodeRole::form, frame, note ? words::note_to_team : words::reply_to_customer);
  ui.enter(form);
  const Limit limit = closed ? Limit{} : limit_of(f, conversation);
  const float tabs_end = tabs(f, frame, conversation, note);
  if (closed) closed_field(f, frame, box.w, conversation);
  else open_field(f, frame, box.w, conversation, note, limit.lasting);
  const std::string notice = notice_words(f, conversation);
  if (!notice.empty()) {
    const float h = ui.paragraph_height(Style::small, notice, sentence_width(box.w));
    ui.paragraph(node_id("composer-closed"), frame.x + gap::large, frame.bottom() - foot_height(ui, foot) - notice_gap(ui) - h, sentence_width(box.w), Style::small, t.warning, ui.keep(notice));
  }
  const float left = tools(f, frame, conversation, foot);
  float right = 0;
  if (foot.only_template) template_button(f, frame, conversation);
  else send_buttons(f, frame, conversation, Sending{note, closed, draft_is_sendable(f, conversation.id), left - gap::medium}, right);  // the edges of a button are wide enough to give some
  const Rect beside{left, frame.bottom() - foot_h(ui) / 2 - 6, right - left, 16}, above{tabs_end, frame.y + tab_h(ui) / 2 - 6, frame.right() - gap::small - tabs_end, 16};
  if (!limit.words.empty()) limit_line(f, limit, beside, above, note ? t.note_text : t.muted);
  if (!note && !closed) drop_cover(f, frame);
  ui.leave();
}

}  // namespace tributary::app
