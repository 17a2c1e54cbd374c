#include <algorithm>
#include <chrono>

#include "web/app/health_pane.h"
#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/widgets/section_head.h"
#include "web/app/words.h"
#include "web/app/words_channels.h"

namespace tributary::app {
namespace {

constexpr float row_h = 60, inner = 16;

struct Column { float x = 0, w = 0, y = 0; };

// The relay tells times as "2026-11-21T14:02:33.250Z", in UTC; a person reads their own.
std::string_view local_time(Ui& ui, std::string_view iso) {
  if (iso.size() < 19) return iso;
  const auto part = [iso](std::size_t at, std::size_t digits) {
    int value = 0;
    for (char c : iso.substr(at, digits)) value = value * 10 + (c >= '0' && c <= '9' ? c - '0' : 0);
    return value;
  };
  const std::chrono::sys_days day{std::chrono::year{part(0, 4)} / part(5, 2) / part(8, 2)};
  const std::int64_t seconds = std::int64_t{day.time_since_epoch().count()} * 86400 + part(11, 2) * 3600 + part(14, 2) * 60 + part(17, 2);
  return ui.keep(platform::format_full(static_cast<double>(seconds) * 1000));
}

std::string_view cause_words(std::string_view what) {
  if (what == "missing_signature") return words::missing_signature;
  if (what == "clock_step") return words::clock_step;
  return what == "bad_signature" ? words::bad_signature : what;
}

// A sign in a circle, what happened, when, and more about it below.
struct Line { std::string_view icon, title, time, detail; Style detail_style = Style::small; bool trouble = false; };

void line_looks(Ui& ui, NodeId id, Rect box, float right, const Line& line) {
  const Theme& t = ui.theme();
  const float x = box.x + inner + 44, time_w = ui.width_of(Style::figure, line.time);
  ui.circle(box.x + inner + 16, box.y + box.h / 2, 16, line.trouble ? t.warning_bg : t.success_bg);
  ui.icon(box.x + inner + 8, box.y + box.h / 2 - 8, 16, line.trouble ? t.warning : t.success, line.icon);
  ui.label(id + 1, x, box.y + 11, right - time_w - gap::medium - x, Style::small_strong, t.text, line.title);
  ui.text(right - time_w, box.y + 12, Style::figure, t.muted, line.time);
  ui.label(id + 2, x, box.y + 31, right - x, line.detail_style, t.muted, line.detail);
}

void diagnosis(Frame& f, Rect box, std::size_t index, const Diagnosis& one) {
  Ui& ui = f.ui;
  const NodeId id = node_id("diagnosis", index);
  const std::string_view time = local_time(ui, one.at);
  platform::Node& row = ui.node(id, NodeRole::listitem, box, words::listed(ui, {cause_words(one.what), one.detail, time}));
  row.flags |= platform::node_static;
  ui.enter(id);
  const std::string_view detail = words::dotted(ui, {one.detail, one.peer});
  line_looks(ui, id, box, box.right() - inner, Line{icon::lock, cause_words(one.what), time, detail, Style::small, true});
  ui.leave();
}

// ---- quarantine: what waits is tried again, or dismissed by somebody who was asked whether they are sure
constexpr float under_sign = inner + 44;

float quarantined_height(const Frame& f, const QuarantineItem& one, float w) {
  if (one.replayed) return row_h;
  const bool asks = f.state.admin.sure_of == one.id;
  return row_h + f.ui.sizes().button + gap::small + (asks ? f.ui.paragraph_height(Style::small, words::dismiss_sure, w - under_sign - inner) + gap::small : 0);
}

struct Buttons {
  Frame& f;
  float x, y;
  bool pressed(NodeId id, std::string_view name, const ButtonOptions& look) {
    const Rect at{x, y, std::max(80.0f, button_width(f.ui, name, look)), f.ui.sizes().button};
    x = at.right() + gap::small;
    return button(f.ui, id, at, name, look);
  }
};

void ask_whether_sure(Frame& f, Buttons buttons, float room, const QuarantineItem& one) {
  std::int64_t& sure_of = f.state.admin.sure_of;
  const auto number = static_cast<std::uint64_t>(one.id);
  buttons.y += f.ui.paragraph(node_id("dismiss-asked", number), buttons.x, buttons.y, room, Style::small, f.ui.theme().text, words::dismiss_sure) + gap::small;
  if (buttons.pressed(node_id("dismiss-sure", number), words::dismiss_webhook, {ButtonLook::danger})) f.want(intent::Settle{one.id, true});
  if (!buttons.pressed(node_id("dismiss-keep", number), words::dismiss_keep, {})) return;
  sure_of = 0;
  platform::focus(node_id("dismiss", number));
  f.wants_frame = true;
}

void what_to_do(Frame& f, Buttons buttons, float room, const QuarantineItem& one) {
  const auto number = static_cast<std::uint64_t>(one.id);
  if (f.state.admin.sure_of == one.id && !one.busy) return ask_whether_sure(f, buttons, room, one);
  const ButtonOptions look{ButtonLook::plain, {}, false, one.busy};
  if (buttons.pressed(node_id("replay", number), words::replay, look)) f.want(intent::Settle{one.id});
  if (one.dismissed || !buttons.pressed(node_id("dismiss", number), words::dismiss_webhook, look)) return;
  f.state.admin.sure_of = one.id;
  platform::focus(node_id("dismiss-keep", number));
  platform::announce(words::dismiss_sure, false);
  f.wants_frame = true;
}

void quarantined(Frame& f, Rect box, const QuarantineItem& one) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const NodeId id = node_id("quarantined", static_cast<std::uint64_t>(one.id));
  const std::string_view time = local_time(ui, one.at), settled = one.replayed ? words::replayed : one.dismissed ? words::dismissed : std::string_view();
  platform::Node& row = ui.node(id, NodeRole::listitem, box, words::listed(ui, {one.reason, one.account, one.route, time, settled}));
  row.flags |= platform::node_static;
  ui.enter(id);
  const float taken = settled.empty() ? 0 : pill_width(ui, settled) + gap::large;
  const Rect head{box.x, box.y, box.w, row_h};
  line_looks(ui, id, head, box.right() - inner - taken, Line{settled.empty() ? icon::warning : icon::tick, one.reason, time, one.body, Style::mono, settled.empty()});
  if (!settled.empty()) pill(ui, box.right() - inner - taken + gap::large, box.y + (row_h - 18) / 2, settled, t.success_bg, t.success);
  if (!one.replayed) what_to_do(f, Buttons{f, box.x + under_sign, box.y + row_h - gap::tiny}, box.w - under_sign - inner, one);
  ui.leave();
}

// Said once for the whole page.
void trouble(Frame& f, Column& c) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const float x = c.x + inner + 44, room = c.x + c.w - inner - x, words_h = ui.paragraph_height(Style::small_strong, words::admin_failed, room);
  const Rect box{c.x, c.y, c.w, words_h + row_h - line_height(Style::small_strong)};
  card(ui, box, ui.theme().surface);
  ui.circle(box.x + inner + 16, box.y + box.h / 2, 16, t.danger_bg);
  ui.icon(box.x + inner + 8, box.y + box.h / 2 - 8, 16, t.danger, icon::warning);
  ui.paragraph(node_id("admin-failed"), x, box.y + (box.h - words_h) / 2, room, Style::small_strong, t.danger, words::admin_failed);
  c.y = box.bottom() + 32;
}

// Good news, or grey shapes while it is asked for.
void nothing(Frame& f, Column& c, NodeId id, std::string_view title, std::string_view hint) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const AdminData& data = f.state.admin;
  const Rect box{c.x, c.y, c.w, row_h};
  card(ui, box, ui.theme().surface);
  c.y += row_h;
  if (data.loading) {
    ui.node(id, NodeRole::status, box, words::loading);
    ui.circle(box.x + inner + 16, box.y + row_h / 2, 16, t.sunken);
    skeleton_bar(ui, Rect{box.x + inner + 44, box.y + 15, c.w * 0.3f, 11});
    skeleton_bar(ui, Rect{box.x + inner + 44, box.y + 36, c.w * 0.5f, 9});
    return;
  }
  ui.circle(box.x + inner + 16, box.y + row_h / 2, 16, t.success_bg);
  ui.icon(box.x + inner + 8, box.y + row_h / 2 - 8, 16, t.success, icon::tick);
  const float x = box.x + inner + 44, room = box.right() - inner - x;
  ui.label(id, x, box.y + 11, room, Style::small_strong, t.text, title);
  ui.label(id + 1, x, box.y + 31, room, Style::small, t.muted, hint);
}

template <class Items, class Height, class Draw>
void list_of(Frame& f, Column& c, NodeId id, std::string_view name, const Items& items, Height&& height, Draw&& draw) {
  Ui& ui = f.ui;
  float all = 0;
  for (const auto& one : items) all += height(one);
  const Rect box{c.x, c.y, c.w, all};
  card(ui, box, ui.theme().surface);
  ui.node(id, NodeRole::list, box, name);
  ui.enter(id);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) ui.line_across(c.x + inner, c.y, c.w - 2 * inner, ui.theme().border);
    const float h = height(items[i]);
    draw(Rect{c.x, c.y, c.w, h}, i, items[i]);
    c.y += h;
  }
  ui.leave();
}

void quarantine_section(Frame& f, Column& c) {
  const AdminData& data = f.state.admin;
  section_head(f.ui, node_id("quarantine-title"), c.x, c.y, c.w, words::quarantine, words::quarantine_hint);
  if (data.quarantine.empty()) nothing(f, c, node_id("quarantine-empty"), words::no_quarantine, words::all_well);
  else list_of(f, c, node_id("quarantine"), words::quarantine, data.quarantine, [&](const QuarantineItem& one) { return quarantined_height(f, one, c.w); },
               [&](Rect at, std::size_t, const QuarantineItem& one) { quarantined(f, at, one); });
  c.y += 32;
}

void diagnoses_section(Frame& f, Column& c) {
  const AdminData& data = f.state.admin;
  section_head(f.ui, node_id("diagnoses-title"), c.x, c.y, c.w, words::diagnoses, words::diagnoses_hint);
  if (data.diagnoses.empty()) nothing(f, c, node_id("diagnoses-empty"), words::no_diagnoses, words::none_refused);
  else list_of(f, c, node_id("diagnoses"), words::diagnoses, data.diagnoses, [](const Diagnosis&) { return row_h; },
               [&](Rect at, std::size_t i, const Diagnosis& one) { diagnosis(f, at, i, one); });
  c.y += 32;
}

}  // namespace

void admin_pane(Frame& f, Rect box) {
  Ui& ui = f.ui;
  const AdminData& data = f.state.admin;
  Scroll& scroll = f.state.admin_scroll;
  const double content = static_cast<double>(f.state.admin.height);
  const float w = std::min(box.w - 2 * gap::large, 760.0f);
  begin_scroll_area(ui, scroll, node_id("admin"), NodeRole::region, box, content, words::admin, true);
  Column c{box.x + (box.w - w) / 2, w, box.y + 32 - static_cast<float>(scroll.y)};
  platform::Node& title = ui.node(node_id("admin-title"), NodeRole::heading, Rect{c.x, c.y, w - 120, 28}, words::admin);
  title.level = 1;
  ui.enter(title.id);
  ui.text(c.x, c.y, Style::heading, ui.theme().text, words::admin);
  ui.leave();
  const ButtonOptions again{ButtonLook::plain, icon::again, false, data.loading};
  const float again_w = button_width(ui, words::refresh, again);
  if (button(ui, node_id("admin-refresh"), Rect{c.x + w - again_w, c.y, again_w, ui.sizes().button}, words::refresh, again)) f.want(intent::RefreshAdmin{});
  c.y += 32;
  c.y += ui.paragraph(node_id("admin-hint"), c.x, c.y, c.w - again_w - gap::large, Style::small, ui.theme().muted, words::admin_hint) + 28;
  if (ui.screen().width < channels_beside_from) {
    const Rect at{c.x, c.y, button_width(ui, words::channels::title), ui.sizes().button};
    if (button(ui, node_id("admin-channels"), at, words::channels::title)) f.want(intent::OpenChannels{});
    c.y = at.bottom() + 28;
  }
  const bool bad = data.failed && !data.loading;  // then what is empty is not known to be: only what is known stands below
  if (bad) trouble(f, c);
  if (!bad || !data.health.values.empty()) {
    health_section(f, c.x, c.y, c.w);
    c.y += 32;
  }
  if (!bad || !data.quarantine.empty()) quarantine_section(f, c);
  if (!bad || !data.diagnoses.empty()) diagnoses_section(f, c);
  people_section(f, c.x, c.y, c.w);
  const float height = c.y + 32 - box.y + static_cast<float>(scroll.y);
  if (height != f.state.admin.height) f.wants_frame = true;  // how far it scrolls is known only now
  f.state.admin.height = height;
  ui.unclip();
  ui.leave();
}

}  // namespace tributary::app
