#include "web/app/channels_pane.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/phone.h"
#include "web/app/channels_forms.h"
#include "web/app/icons.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/widgets/section_head.h"
#include "web/app/words.h"
#include "web/app/words_channels.h"
#include "web/app/words_health.h"

namespace tributary::app {
namespace {

constexpr float inner = 16, row_h = 60;
using What = intent::ChangeChannels::What;

// Relay ids alone name rows, never what somebody typed.
NodeId row_id(const std::string& id) { return node_id("channel", node_id(id)); }

// Where the next line goes, or the next button of a line of them.
struct Pen {
  Frame& f;
  float x, y, w;
  NodeId id = 0;             // of what is written about …
  std::uint64_t said = 0;    // … and how much has been
  float at = 0;

  NodeId next() { return node_id("channel-said", id, ++said); }

  void say(Style style, std::uint32_t colour, std::string_view words) {
    if (!words.empty()) y += f.ui.paragraph(next(), x, y, w, style, colour, words) + gap::tiny;
  }

  void mark(std::string_view words, std::uint32_t ground, std::uint32_t ink) {
    pill(f.ui, x, y, words, ground, ink);
    y += 18 + gap::small;
  }

  // Below one another where they do not fit side by side. Whose it is must be heard.
  bool press(NodeId button_id, std::string_view name, std::string_view of, ButtonOptions look = {}) {
    Ui& ui = f.ui;
    if (!of.empty()) look.spoken = words::format(ui, words::health::act_of, {{"action", name}, {"name", of}});
    const float room = std::min(w, button_width(ui, name, look)), h = ui.target(size::button);
    if (at > 0 && at + room > w) end_line();
    const bool pressed = button(ui, button_id, Rect{x + at, y, room, h}, name, look);
    at += room + gap::small;
    return pressed;
  }
  void end_line() {
    if (at > 0) y += f.ui.target(size::button) + gap::small;
    at = 0;
  }
};

float exact_height(const Ui& ui, std::string_view text, float w) { return ui.paragraph_height(Style::mono, text, w); }

// To be selected and copied as it stands. No link: these addresses are not for visiting.
void exact(Pen& p, std::string_view shown, float w, std::uint32_t ground, float lower = 0) {
  Ui& ui = p.f.ui;
  const text::Layout& layout = text::layout(shown, static_cast<int>(Style::mono), w);
  const float line = line_height(Style::mono);
  float y = p.y + lower;
  for (std::size_t i = 0; i < layout.lines.size(); ++i, y += line) {
    const std::string_view part = shown.substr(layout.lines[i].begin, layout.lines[i].end - layout.lines[i].begin);
    platform::Node& node = ui.message_line(p.next(), p.x, y, layout.widths[i], Style::mono, ui.theme().text, part, {}, layout.reading(i));
    node.selected_rgba = selection_on(ui.theme(), ground);
    if (i + 1 == layout.lines.size()) node.flags |= platform::node_last_line | platform::node_newline;
  }
}

// With a button that copies it at its end.
void copied(Pen& p, std::size_t index, std::string_view text) {
  const float h = p.f.ui.target(size::button), button_w = button_width(p.f.ui, words::channels::copy), w = p.w - button_w - gap::small;
  const float text_h = exact_height(p.f.ui, text, w);
  exact(p, text, w, p.f.ui.theme().surface, std::max(0.0f, (h - text_h) / 2));
  Pen end{p.f, p.x + w + gap::small, p.y, button_w, p.id};
  if (end.press(node_id("channel-copy", p.id, index), words::channels::copy, text)) p.f.want(intent::CopyText{std::string(text)});
  p.y += std::max(text_h, h) + gap::small;
}

void webhooks(Pen& p, const ProviderAccount& one) {
  const Theme& t = p.f.ui.theme();
  if (!one.public_url) return p.say(Style::small, t.muted, words::asked_regularly);
  const std::array<std::string_view, 3> where{words::channels::hook_messages, words::channels::hook_calls, words::channels::hook_states};
  for (std::size_t i = 0; i < where.size(); ++i) {
    if (one.webhooks[i].empty()) continue;
    p.say(Style::small, t.muted, where[i]);
    copied(p, i, one.webhooks[i]);
  }
}

std::string_view numbers_of(Ui& ui, const ProviderAccount& one) {
  const auto if_any = [](std::string_view channel, const std::string& number) { return number.empty() ? std::string_view() : channel; };
  return words::dotted(ui, {if_any(words::sms, one.sms), ui.keep(for_people(one.sms)), if_any(words::whatsapp, one.whatsapp), ui.keep(for_people(one.whatsapp))});
}

std::string_view spoken(Frame& f, const ProviderAccount& one) {
  const std::string_view state = one.from_environment ? std::string_view(words::channels::environment) : one.disconnected ? std::string_view(words::channels::disconnected) : std::string_view();
  return words::listed(f.ui, {one.name, one.sid, numbers_of(f.ui, one), state});
}

// What is done only by somebody who was asked whether they are sure: a button, or in its place the question.
struct Grave {
  What what;
  std::string_view action, question;
  const std::string &id, &name;  // of what it is done to

  std::string key() const { return id + "/" + std::to_string(static_cast<int>(what)); }
  NodeId button(const Pen& p) const { return node_id("channel-grave", p.id, static_cast<std::uint64_t>(what)); }
  NodeId keep(const Pen& p) const { return node_id("channel-keep", p.id, static_cast<std::uint64_t>(what)); }
  NodeId sure(const Pen& p) const { return node_id("channel-sure", p.id, static_cast<std::uint64_t>(what)); }
};

bool is_asked(const Pen& p, const Grave& one) { return p.f.state.channels.sure_of == one.key(); }

void ask_whether_sure(Pen& p, const Grave& one) {
  p.say(Style::small, p.f.ui.theme().text, one.question);
  if (p.press(one.sure(p), one.action, one.name, {ButtonLook::danger})) p.f.want(intent::ChangeChannels{one.what, one.id});
  if (!p.press(one.keep(p), words::dismiss_keep, one.name)) return;
  p.f.state.channels.sure_of.clear();
  platform::focus(one.button(p));
  p.f.wants_frame = true;
}

void offer(Pen& p, const Grave& one, bool busy) {
  if (!p.press(one.button(p), one.action, one.name, {ButtonLook::plain, {}, false, busy})) return;
  p.f.state.channels.sure_of = one.key();
  platform::focus(one.keep(p));
  platform::announce(one.question, false);
  p.f.wants_frame = true;
}

// The buttons stay in their line; a question stands below it.
void disconnecting(Pen& p, const ProviderAccount& one) {
  const std::array<Grave, 3> all{{{What::disconnect_sms, words::channels::sms_off, words::channels::number_off_sure, one.id, one.name},
                                  {What::disconnect_whatsapp, words::channels::whatsapp_off, words::channels::number_off_sure, one.id, one.name},
                                  {What::disconnect, words::channels::disconnect, words::channels::disconnect_sure, one.id, one.name}}};
  const std::array<bool, 3> there{!one.sms.empty(), !one.whatsapp.empty(), true};
  const Grave* asked = nullptr;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!there[i]) continue;
    if (is_asked(p, all[i])) asked = &all[i];
    else offer(p, all[i], one.busy);
  }
  p.end_line();
  if (asked) ask_whether_sure(p, *asked);
  p.end_line();
}

void draw(Pen& p, const ProviderAccount& one) {
  const Theme& t = p.f.ui.theme();
  p.say(Style::small_strong, t.text, one.name);
  if (one.from_environment || one.disconnected) p.mark(one.from_environment ? words::channels::environment : words::channels::disconnected, t.sunken, t.muted);
  exact(p, one.sid, p.w, t.surface);
  p.y += exact_height(p.f.ui, one.sid, p.w) + gap::tiny;
  p.say(Style::small, t.text, numbers_of(p.f.ui, one));
  if (one.disconnected) p.say(Style::small, t.muted, words::channels::disconnected_hint);
  else webhooks(p, one);
  if (one.rotating) p.say(Style::small, t.warning, words::channels::rotating);
  if (one.from_environment) return;
  const auto form = [&](Dialog kind) {
    intent::OpenForm wanted{kind};
    wanted.text = one.name;
    wanted.account = one.id;
    p.f.want(wanted);
  };
  if (one.disconnected) {
    if (p.press(nodes::channel_auth(one.id), words::channels::connect, one.name)) form(Dialog::account_auth);
    return p.end_line();
  }
  if (p.press(nodes::channel_edit(one.id), words::edit, one.name)) form(Dialog::account_form);
  if (p.press(nodes::channel_auth(one.id), words::channels::rotate, one.name)) form(Dialog::account_auth);
  if (one.rotating && p.press(node_id("channel-forget", p.id), words::channels::forget, one.name, {ButtonLook::danger, {}, false, one.busy})) p.f.want(intent::ChangeChannels{What::forget, one.id});
  disconnecting(p, one);
}

std::string_view spoken(Frame& f, const ApiToken& one) {
  return words::listed(f.ui, {one.name, one.revoked ? std::string_view(words::channels::revoked) : std::string_view()});
}

std::string_view scopes_of(Ui& ui, const ApiToken& one) {
  std::string_view all;
  for (const std::string& scope : one.scopes) {
    std::string_view shown = scope;
    for (const TokenScope& known : token_scopes())
      if (known.code == scope) shown = known.word;
    all = words::dotted(ui, {all, shown});
  }
  return all;
}

void draw(Pen& p, const ApiToken& one) {
  Ui& ui = p.f.ui;
  const Theme& t = ui.theme();
  const auto when = [&ui](Word word, double ms) { return words::format(ui, word, {{"when", platform::format_full(ms)}}); };
  p.say(Style::small_strong, one.revoked ? t.muted : t.text, one.name);
  if (one.revoked) p.mark(words::channels::revoked, t.danger_bg, t.danger);
  p.say(Style::small, t.text, scopes_of(ui, one));
  p.say(Style::caption, t.muted, words::dotted(ui, {when(words::channels::created, one.created_ms), when(words::channels::expires, one.expires_ms)}));
  if (one.revoked) return;
  const Grave ending{What::revoke, words::channels::revoke, words::channels::revoke_sure, one.id, one.name};
  if (is_asked(p, ending)) ask_whether_sure(p, ending);
  else offer(p, ending, one.busy);
  p.end_line();
}

// Nothing of it yet, or grey shapes while it is asked for.
void nothing(Pen& p, NodeId id, bool known, std::string_view none) {
  Ui& ui = p.f.ui;
  const float h = std::max(row_h, ui.paragraph_height(Style::small, none, p.w - 2 * inner) + 2 * inner);
  const Rect box{p.x, p.y, p.w, h};
  card(ui, box, ui.theme().surface);
  p.y += h;
  if (known) return void(ui.paragraph(id, box.x + inner, box.y + inner, box.w - 2 * inner, Style::small, ui.theme().muted, none));
  ui.node(id, NodeRole::status, box, words::loading);
  skeleton_bar(ui, Rect{box.x + inner, box.y + 15, box.w * 0.3f, 11});
  skeleton_bar(ui, Rect{box.x + inner, box.y + 36, box.w * 0.5f, 9});
}

// Each as high as the frame before measured.
template <class Items>
void list_of(Pen& p, NodeId id, std::string_view name, Items& items, float& height) {
  Frame& f = p.f;
  Ui& ui = f.ui;
  const Rect box{p.x, p.y, p.w, height};
  card(ui, box, ui.theme().surface);
  ui.node(id, NodeRole::list, box, name);
  ui.enter(id);
  for (auto& one : items) {
    if (p.y > box.y) ui.line_across(p.x + inner, p.y, p.w - 2 * inner, ui.theme().border);
    const NodeId row = row_id(one.id);
    platform::Node& node = ui.node(row, NodeRole::listitem, Rect{p.x, p.y, p.w, one.height}, spoken(f, one));
    node.flags |= platform::node_static;
    ui.enter(row);
    Pen in{f, p.x + inner, p.y + gap::medium, p.w - 2 * inner, row};
    draw(in, one);
    ui.leave();
    const float h = in.y + gap::small - p.y;
    f.wants_frame = f.wants_frame || h != one.height;
    one.height = h;
    p.y += h;
  }
  ui.leave();
  f.wants_frame = f.wants_frame || p.y - box.y != height;
  height = p.y - box.y;
}

// The token that was just made, told this once.
void told_once(Pen& p) {
  Ui& ui = p.f.ui;
  const Theme& t = ui.theme();
  const ChannelsState& s = p.f.state.channels;
  if (s.secret.empty()) return;
  const float w = p.w - 2 * inner;
  const std::string_view sentence = words::format(ui, words::channels::secret, {{"name", s.secret_of}});
  const float words_h = ui.paragraph_height(Style::small_strong, sentence, w) + gap::tiny, token_h = exact_height(ui, s.secret, w) + gap::small;
  const Rect box{p.x, p.y, p.w, 2 * gap::medium + words_h + token_h + ui.target(size::button)};
  card(ui, box, t.success_bg);
  const NodeId group = node_id("token-secret");
  ui.node(group, NodeRole::group, box, sentence);
  ui.enter(group);
  Pen in{p.f, box.x + inner, box.y + gap::medium, w, group};
  in.say(Style::small_strong, t.text, sentence);
  exact(in, s.secret, w, t.success_bg);
  in.y += token_h;
  if (in.press(nodes::secret_copy(), words::channels::copy, s.secret_of, {ButtonLook::primary, icon::copy})) p.f.want(intent::CopyText{s.secret});
  ui.leave();
  p.y = box.bottom() + gap::medium;
}

void accounts(Pen& p) {
  ChannelsState& s = p.f.state.channels;
  section_head(p.f.ui, node_id("accounts-title"), p.x, p.y, p.w, words::channels::accounts, words::channels::accounts_hint);
  if (p.press(node_id("account-make"), words::channels::account_new, {}, {ButtonLook::primary, icon::plus})) p.f.want(intent::OpenForm{Dialog::account_form});
  p.end_line();
  if (s.accounts.empty()) nothing(p, node_id("accounts-none"), s.accounts_known, words::channels::accounts_none);
  else list_of(p, node_id("accounts"), words::channels::accounts, s.accounts, s.accounts_height);
  p.y += 2 * gap::large;
}

void tokens(Pen& p) {
  ChannelsState& s = p.f.state.channels;
  section_head(p.f.ui, node_id("tokens-title"), p.x, p.y, p.w, words::channels::tokens, words::channels::tokens_hint);
  if (p.press(nodes::token_make(), words::channels::token_new, {}, {ButtonLook::primary, icon::plus})) p.f.want(intent::OpenForm{Dialog::api_token});
  p.end_line();
  told_once(p);
  if (s.tokens.empty()) nothing(p, node_id("tokens-none"), s.tokens_known, words::channels::tokens_none);
  else list_of(p, node_id("tokens"), words::channels::tokens, s.tokens, s.tokens_height);
}

void trouble(Pen& p) {
  constexpr float h = 340;
  const EmptyState what{icon::warning, words::channels::failed, p.f.state.channels.why, words::retry_now, true};
  if (empty_state(p.f.ui, node_id("channels-failed"), Rect{p.x, p.y, p.w, h}, what)) p.f.want(intent::ChangeChannels{});
  p.y += h;
}

}  // namespace

NodeId nodes::channel_edit(const std::string& account) { return node_id("channel-edit", row_id(account)); }
NodeId nodes::channel_auth(const std::string& account) { return node_id("channel-auth", row_id(account)); }
NodeId nodes::token_make() { return node_id("token-make"); }
NodeId nodes::secret_copy() { return node_id("token-copy"); }

void channels_pane(Frame& f, Rect box) {
  Ui& ui = f.ui;
  ChannelsState& s = f.state.channels;
  Scroll& scroll = f.state.channels_scroll;
  const NodeId region = node_id("channels");
  begin_scroll_area(ui, scroll, region, NodeRole::region, box, static_cast<double>(s.height), words::channels::title, true);
  const float w = std::min(box.w - 2 * gap::large, 760.0f), top = box.y + gap::huge - static_cast<float>(scroll.y);
  Pen p{f, box.x + (box.w - w) / 2, top, w, region};
  platform::Node& heading = ui.node(node_id("channels-title"), NodeRole::heading, Rect{p.x, p.y, w, line_height(Style::heading)}, words::channels::title);
  heading.level = 1;
  ui.enter(heading.id);
  ui.text_in(p.x, p.y, w, Style::heading, ui.theme().text, words::channels::title);
  ui.leave();
  p.y += line_height(Style::heading) + gap::tiny;
  p.say(Style::small, ui.theme().muted, words::channels::hint);
  p.y += gap::medium;
  if (s.failed) trouble(p);
  if (!s.failed || s.accounts_known) accounts(p);
  if (!s.failed || s.tokens_known || !s.secret.empty()) tokens(p);
  ui.unclip();
  ui.leave();
  const float height = p.y - top + 2 * gap::huge;
  f.wants_frame = f.wants_frame || height != s.height;
  s.height = height;
}

}  // namespace tributary::app
