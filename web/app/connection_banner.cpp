#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr double patience_ms = 3000;  // a blink of the network is nobody's business

struct Banner { std::string_view words, button; Intent intent; bool bad = false; };

std::optional<Banner> banner_of(Frame& f) {
  if (f.state.new_version) return Banner{words::new_version, words::reload, intent::Reload{}};
  if (!f.state.online) return Banner{words::offline, {}, intent::RetryNow{}, true};
  const bool lost = f.session.welcome() && f.session.link() != ClientSession::Link::live;
  if (lost && f.state.link_lost_ms > 0) {
    const double since = platform::now_ms() - f.state.link_lost_ms;
    if (since >= patience_ms) return Banner{words::reconnecting, words::retry_now, intent::RetryNow{}, true};
    platform::wake_after(patience_ms - since);
  }
  if (f.session.welcome() && !f.session.welcome()->notice.empty()) return Banner{f.session.welcome()->notice, {}, intent::RetryNow{}};
  return std::nullopt;
}

}  // namespace

float connection_banner(Frame& f, Rect box) {
  const std::optional<Banner> banner = banner_of(f);
  if (!banner) return 0;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::uint32_t bg = banner->bad ? t.warning_bg : t.selected, fg = banner->bad ? t.warning : t.text;
  const float button_w = banner->button.empty() ? 0 : button_width(ui, banner->button) + gap::large;
  const float room = box.w - 2 * gap::wide - button_w, words_h = ui.paragraph_height(Style::small, banner->words, room);
  const float h = words_h + 22;
  const NodeId id = node_id("connection");
  ui.fill(Rect{box.x, box.y, box.w, h}, bg);
  ui.node(id, NodeRole::region, Rect{box.x, box.y, box.w, h}, words::connection);
  ui.enter(id);
  ui.paragraph(node_id("connection-words"), box.x + gap::wide, box.y + 11, room, Style::small, fg, banner->words);
  if (!banner->button.empty()) {
    const Rect at{box.right() - gap::wide - button_w + gap::large, box.y + (h - size::button) / 2, button_w - gap::large, size::button};
    if (button(ui, node_id("connection-button"), at, banner->button, {banner->bad ? ButtonLook::plain : ButtonLook::primary})) f.want(banner->intent);
  }
  ui.leave();
  return h;
}

}  // namespace tributary::app
