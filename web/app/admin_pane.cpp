#include <chrono>

#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float row_h = 64;

struct Column { float x = 0, w = 0, y = 0; };

void section(Frame& f, Column& c, NodeId id, std::string_view title, std::string_view hint) {
  Ui& ui = f.ui;
  platform::Node& heading = ui.node(id, NodeRole::heading, Rect{c.x, c.y, c.w, 24}, title);
  heading.level = 2;
  ui.enter(id);
  ui.text(c.x, c.y, Style::title, ui.theme().text, title);
  ui.leave();
  c.y += 28;
  c.y += ui.paragraph(id + 1, c.x, c.y, c.w, Style::small, ui.theme().muted, hint) + gap::medium;
}

void row_box(Ui& ui, Rect box) {
  ui.fill(box, ui.theme().surface, radius::card);
  ui.stroke(box, ui.theme().border, radius::card);
}

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
  return what == "bad_signature" ? words::bad_signature : what;
}

void diagnosis(Frame& f, Rect box, std::size_t index, const Diagnosis& one) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const NodeId id = node_id("diagnosis", index);
  const std::string_view time = local_time(ui, one.at);
  row_box(ui, box);
  platform::Node& row = ui.node(id, NodeRole::listitem, box, words::listed(ui, {cause_words(one.what), one.detail, time}));
  row.flags |= platform::node_static;
  ui.enter(id);
  const float time_w = ui.width_of(Style::figure, time);
  ui.label(node_id("diagnosis-what", index), box.x + 14, box.y + 10, box.w - time_w - 40, Style::small_strong, t.text, cause_words(one.what));
  ui.text(box.right() - 14 - time_w, box.y + 11, Style::figure, t.muted, time);
  const std::string_view detail = words::dotted(ui, {one.detail, one.peer});
  ui.label(node_id("diagnosis-detail", index), box.x + 14, box.y + 34, box.w - 28, Style::small, t.muted, detail);
  ui.leave();
}

void quarantined(Frame& f, Rect box, const QuarantineItem& one) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const auto number = static_cast<std::uint64_t>(one.id);
  const NodeId id = node_id("quarantined", number);
  const std::string_view time = local_time(ui, one.at);
  row_box(ui, box);
  platform::Node& row = ui.node(id, NodeRole::listitem, box, words::listed(ui, {one.reason, one.account, one.route, time}));
  row.flags |= platform::node_static;
  ui.enter(id);
  const float side = 100, time_w = ui.width_of(Style::figure, time);
  ui.label(node_id("quarantined-why", number), box.x + 14, box.y + 10, box.w - side - time_w - 40, Style::small_strong, t.text, one.reason);
  ui.text(box.right() - side - 14 - time_w, box.y + 11, Style::figure, t.muted, time);
  ui.label(node_id("quarantined-body", number), box.x + 14, box.y + 34, box.w - side - 28, Style::mono, t.muted, one.body);
  if (one.replayed) pill(ui, box.right() - 92, box.y + 23, words::replayed, t.success_bg, t.success);
  else if (button(ui, node_id("replay", number), Rect{box.right() - 92, box.y + 16, 80, size::button}, words::replay, {ButtonLook::plain, {}, false, one.busy}))
    f.want(intent::Replay{one.id});
  ui.leave();
}

void nothing(Frame& f, Column& c, NodeId id, std::string_view words) {
  const AdminData& data = f.state.admin;
  const std::string_view said = data.loading ? words::loading : data.failed ? words::admin_failed : words;
  f.ui.label(id, c.x, c.y, c.w, Style::body, f.ui.theme().muted, said);
  c.y += 32;
}

template <class Items, class Draw>
void list_of(Frame& f, Column& c, NodeId id, std::string_view name, const Items& items, Draw&& draw) {
  const float h = static_cast<float>(items.size()) * (row_h + gap::small);
  f.ui.node(id, NodeRole::list, Rect{c.x, c.y, c.w, h}, name);
  f.ui.enter(id);
  for (std::size_t i = 0; i < items.size(); ++i) {
    draw(Rect{c.x, c.y, c.w, row_h}, i, items[i]);
    c.y += row_h + gap::small;
  }
  f.ui.leave();
}

float content_height(const AdminData& data) {
  return static_cast<float>(data.diagnoses.size() + data.quarantine.size()) * (row_h + gap::small) + 360;
}

}  // namespace

void admin_pane(Frame& f, Rect box) {
  Ui& ui = f.ui;
  const AdminData& data = f.state.admin;
  Scroll& scroll = f.state.admin_scroll;
  const double content = static_cast<double>(content_height(data));
  const float w = box.w - 2 * gap::huge < 760 ? box.w - 2 * gap::huge : 760;
  scroll.y += wanted_scroll(ui, scroll);
  settle_scroll(ui, scroll, box, content);
  const NodeId region = node_id("admin");
  platform::Node& node = ui.node(region, NodeRole::region, box, words::admin);
  scroller(node, scroll, content, true);
  ui.enter(region);
  ui.clip(box);
  Column c{box.x + (box.w - w) / 2, w, box.y + gap::huge - static_cast<float>(scroll.y)};
  platform::Node& title = ui.node(node_id("admin-title"), NodeRole::heading, Rect{c.x, c.y, w - 120, 28}, words::admin);
  title.level = 1;
  ui.enter(title.id);
  ui.text(c.x, c.y, Style::heading, ui.theme().text, words::admin);
  ui.leave();
  const ButtonOptions again{ButtonLook::plain, icon::again, false, data.loading};
  const float again_w = button_width(ui, words::refresh, again);
  if (button(ui, node_id("admin-refresh"), Rect{c.x + w - again_w, c.y, again_w, size::button}, words::refresh, again)) f.want(intent::RefreshAdmin{});
  c.y += 52;
  section(f, c, node_id("quarantine-title"), words::quarantine, words::quarantine_hint);
  if (data.quarantine.empty()) nothing(f, c, node_id("quarantine-empty"), words::no_quarantine);
  else list_of(f, c, node_id("quarantine"), words::quarantine, data.quarantine, [&](Rect at, std::size_t, const QuarantineItem& one) { quarantined(f, at, one); });
  c.y += gap::huge;
  section(f, c, node_id("diagnoses-title"), words::diagnoses, words::diagnoses_hint);
  if (data.diagnoses.empty()) nothing(f, c, node_id("diagnoses-empty"), words::no_diagnoses);
  else list_of(f, c, node_id("diagnoses"), words::diagnoses, data.diagnoses, [&](Rect at, std::size_t i, const Diagnosis& one) { diagnosis(f, at, i, one); });
  ui.unclip();
  ui.leave();
}

}  // namespace tributary::app
