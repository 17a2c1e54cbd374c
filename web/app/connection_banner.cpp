#include <algorithm>
#include <cmath>

#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/keeper.h"
#include "web/app/panes.h"
#include "web/app/reason_words.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr double patience_ms = 3000;  // a blink of the network is nobody's business

struct Banner { std::string_view words, button, icon; Intent intent; bool bad = false; };

// "Trying again in 8 s"; the number is looked at once a second, and only while the banner stands.
std::string_view countdown(Frame& f) {
  const double left = f.state.next_try_ms - platform::now_ms();
  if (left <= 0) return {};
  const double whole = std::ceil(left / 1000);
  platform::wake_after(std::max(50.0, left - (whole - 1) * 1000));
  return words::format(f.ui, words::trying_again, {{"seconds", duration_words(f.ui, static_cast<std::int64_t>(whole))}});
}

// Exactly what waits: "2 replies and 1 change wait". Empty when nothing does.
std::string_view waiting_words(Frame& f) {
  const Waiting left = waiting(f.session);
  if (left.replies > 0 && left.changes > 0)
    return words::format(f.ui, words::waiting_both, {{"replies", words::plural(f.ui, words::waiting_some_replies, left.replies)}, {"changes", words::plural(f.ui, words::waiting_some_changes, left.changes)}});
  if (left.replies > 0) return words::plural(f.ui, words::waiting_replies, left.replies);
  return left.changes > 0 ? words::plural(f.ui, words::waiting_changes, left.changes) : std::string_view();
}

std::string_view with_waiting(Frame& f, std::string_view sentence) {
  const std::string_view left = waiting_words(f);
  return left.empty() ? sentence : f.ui.join({sentence, " ", left});
}

// What the relay says of itself is English; there is one thing it says (tests/web/app/words_test.cpp).
std::string_view notice_words(std::string_view sentence) { return words::language() == "en" ? sentence : std::string_view(words::asked_regularly); }

// A conversation that was to begin and was refused has no thread to say so in.
std::optional<Banner> not_begun(Frame& f) {
  for (const NotSent& one : f.state.not_sent) {
    if (one.to.empty()) continue;
    const std::string why = refusal_words(one.code, one.reason);
    return Banner{words::format(f.ui, words::not_sent_to, {{"number", one.to}, {"why", why}}), words::edit, icon::warning, intent::EditNotSent{one.command}, true};
  }
  return std::nullopt;
}

std::optional<Banner> banner_of(Frame& f) {
  if (f.state.new_version)
    return Banner{f.ui.join({words::new_version, ". ", words::new_version_kept}), words::reload, icon::sparkle, intent::Reload{}};
  if (!f.state.online) return Banner{with_waiting(f, words::offline), {}, icon::cloud_off, intent::RetryNow{}, true};
  const bool lost = (f.session.welcome() || f.state.page == Page::starting) && f.session.link() != ClientSession::Link::live;
  if (lost && f.state.link_lost_ms > 0) {
    const double since = platform::now_ms() - f.state.link_lost_ms;
    if (since >= patience_ms) {
      const std::string_view next = countdown(f), now = next.empty() ? std::string_view(words::reconnecting) : f.ui.join({words::reconnecting, " ", next});
      return Banner{with_waiting(f, f.ui.join({now, ". ", words::kept_offline})), words::retry_now, icon::again, intent::RetryNow{}, true};
    }
    platform::wake_after(patience_ms - since);
  }
  if (f.session.draining() && f.session.resume_at()) return Banner{with_waiting(f, words::sending_waiting), {}, icon::send, intent::RetryNow{}};
  if (std::optional<Banner> refused = not_begun(f)) return refused;
  if (f.session.welcome() && !f.session.welcome()->notice.empty()) return Banner{notice_words(f.session.welcome()->notice), {}, icon::info, intent::RetryNow{}};
  return std::nullopt;
}

}  // namespace

float connection_banner(Frame& f, Rect box) {
  const std::optional<Banner> banner = banner_of(f);
  if (!banner) return 0;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::uint32_t bg = banner->bad ? t.warning_bg : t.selected, fg = banner->bad ? t.warning : t.text;
  const float button_h = ui.sizes().button, button_w = banner->button.empty() ? 0 : button_width(ui, banner->button) + gap::large;
  const float x = box.x + gap::large + 20 + gap::small, room = box.right() - gap::large - button_w - x;
  const float words_h = ui.paragraph_height(Style::small, banner->words, room), h = std::max(words_h + 20, banner->button.empty() ? 0 : button_h + 12);
  const NodeId id = node_id("connection");
  ui.fill(Rect{box.x, box.y, box.w, h}, bg);
  ui.line_across(box.x, box.y + h - 1, box.w, t.strong ? t.border_strong : mix(bg, fg, 0.25f));
  ui.node(id, NodeRole::region, Rect{box.x, box.y, box.w, h}, words::connection);
  ui.enter(id);
  ui.icon(box.x + gap::large, box.y + (h - words_h) / 2 - 1, 20, fg, banner->icon);
  ui.paragraph(node_id("connection-words"), x, box.y + (h - words_h) / 2, room, Style::small, fg, banner->words);
  if (!banner->button.empty()) {
    const Rect at{box.right() - button_w, box.y + (h - button_h) / 2, button_w - gap::large, button_h};
    if (button(ui, node_id("connection-button"), at, banner->button, {banner->bad ? ButtonLook::plain : ButtonLook::primary})) f.want(banner->intent);
  }
  ui.leave();
  return h;
}

}  // namespace tributary::app
