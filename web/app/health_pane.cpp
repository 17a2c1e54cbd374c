#include "web/app/health_pane.h"

#include <algorithm>

#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/section_head.h"
#include "web/app/words.h"
#include "web/app/words_health.h"

namespace tributary::app {
namespace {

constexpr float inner = 16, sign = 32;

std::string_view row_words(Ui& ui, std::string_view id, std::string_view part) {
  return words::find(ui.join({"health_row.", id, part}));
}

// 1,200 ms is said as 1 s: whoever looks wants the size, not the digits.
std::string_view duration(Ui& ui, std::int64_t ms) {
  struct Step { std::int64_t from, unit; Word word; };
  constexpr std::int64_t s = 1'000, min = 60 * s, h = 60 * min, d = 24 * h;
  const Step steps[] = {{2 * d, d, words::health::days}, {2 * h, h, words::health::hours}, {2 * min, min, words::health::minutes}, {2 * s, s, words::health::seconds}};
  for (const Step& step : steps)
    if (ms >= step.from || (ms >= step.unit && ms % step.unit == 0)) return words::format(ui, step.word, {{"n", ui.number(ms / step.unit)}});
  return words::format(ui, words::health::ms, {{"n", ui.number(ms)}});
}

std::string_view measure(Ui& ui, const HealthValue& one, std::int64_t value) {
  if (one.unit == "bytes") return bytes_words(ui, value);
  return one.unit == "milliseconds" ? duration(ui, value) : ui.number(value);
}

Word level_word(Level level) { return level == Level::red ? words::health::red : level == Level::attention ? words::health::attention : words::health::ok; }

struct Ink { std::uint32_t ground, colour; std::string_view icon; };
Ink ink_of(const Theme& t, Level level) {
  if (level == Level::red) return {t.danger_bg, t.danger, icon::warning};
  return level == Level::attention ? Ink{t.warning_bg, t.warning, icon::warning} : Ink{t.success_bg, t.success, icon::tick};
}

// What belongs to one value: read once, measured and drawn from the same words.
struct Row {
  const HealthValue& one;
  std::string_view title, value, limits, meaning, action, detail;
};

// The kinds that went wrong last, in words; a kind this page does not know is left out.
std::string_view last_errors(Ui& ui, const HealthData& data) {
  std::string_view said;
  int shown = 0;
  for (const HealthError& error : data.errors) {
    const std::string_view what = words::find(ui.join({"health_error.", error.what}));
    if (what.empty() || ++shown > 3) continue;
    const std::string_view full = error.code ? words::format(ui, words::health::code, {{"what", what}, {"code", ui.digits(error.code)}}) : what;
    said = said.empty() ? full : ui.join({said, "\n", full});
  }
  return said;
}

std::string_view books(Ui& ui, const HealthBooks& sum) {
  return words::format(ui, words::health::books, {{"queued", ui.number(sum.queued)}, {"accepted", ui.number(sum.accepted)}, {"failed", ui.number(sum.failed)},
      {"cancelled", ui.number(sum.cancelled)}, {"unknown", ui.number(sum.unknown)}, {"in_flight", ui.number(sum.in_flight)}});
}

Row row_of(Ui& ui, const HealthData& data, const HealthValue& one) {
  const std::string_view title = row_words(ui, one.id, "");
  const Word how = one.low_is_bad ? words::health::limits_low : words::health::limits;
  Row row{one, title.empty() ? std::string_view(one.id) : title, one.value ? measure(ui, one, *one.value) : std::string_view(words::health::nothing),
          words::format(ui, how, {{"a", measure(ui, one, one.attention)}, {"r", measure(ui, one, one.red)}}), {}, {}, {}};
  if (one.id == "conservation" && data.books) row.detail = books(ui, *data.books);
  if (one.level == Level::ok) return row;
  row.meaning = row_words(ui, one.id, "_what");
  row.action = row_words(ui, one.id, "_do");
  if (one.id == "last_errors") row.detail = last_errors(ui, data);
  else row.detail = row.detail.empty() ? std::string_view(one.detail) : ui.join({row.detail, "\n", one.detail});  // what is to be reported, as the relay says it
  return row;
}

bool releases(const HealthData& data, const HealthValue& one) { return one.id == "sending_held" && data.sending_held; }

// How the first lines of a row lie: title, value, limits and how bad it is. The value goes below a title it has no room beside.
struct Head {
  float value_w = 0, pill_w = 0, title_w = 0, limits_w = 0, title_h = 0, limits_h = 0;
  bool apart = false;
  float limits_y() const { return gap::small + title_h + gap::hair + (apart ? line_height(Style::small_strong) + gap::hair : 0); }
  float height() const { return limits_y() + limits_h; }
};

Head head_of(const Ui& ui, const Row& row, float room) {
  Head head;
  head.value_w = ui.width_of(Style::small_strong, row.value);
  head.apart = ui.width_of(Style::small_strong, row.title) + gap::medium + head.value_w > room;
  head.title_w = head.apart ? room : room - head.value_w - gap::medium;
  head.pill_w = row.one.level == Level::ok ? 0 : pill_width(ui, level_word(row.one.level));
  head.limits_w = room - (head.pill_w > 0 ? head.pill_w + gap::medium : 0);
  head.title_h = ui.paragraph_height(Style::small_strong, row.title, head.title_w);
  head.limits_h = ui.paragraph_height(Style::caption, row.limits, head.limits_w);
  return head;
}

float height_of(const Ui& ui, const HealthData& data, const Row& row, float room) {
  const auto lines = [&](Style style, std::string_view text) { return text.empty() ? 0 : ui.paragraph_height(style, text, room) + gap::tiny; };
  const float more = lines(Style::small, row.meaning) + lines(Style::small_strong, row.action) + lines(Style::mono, row.detail);
  return head_of(ui, row, room).height() + gap::medium + (more > 0 ? more + gap::tiny : 0) + (releases(data, row.one) ? ui.sizes().button + gap::medium : 0);
}

void draw_row(Frame& f, Rect box, const HealthData& data, const Row& row, NodeId id) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const Ink ink = ink_of(t, row.one.level);
  platform::Node& node = ui.node(id, NodeRole::listitem, box, words::listed(ui, {row.title, row.value, level_word(row.one.level), row.meaning, row.action, row.detail, row.limits}));
  node.flags |= platform::node_static;
  ui.enter(id);
  const float x = box.x + inner + sign + gap::medium, right = box.right() - inner, room = right - x;
  ui.circle(box.x + inner + sign / 2, box.y + gap::small + sign / 2, sign / 2, ink.ground);
  ui.icon(box.x + inner + 8, box.y + gap::small + 8, 16, ink.colour, ink.icon);
  const Head head = head_of(ui, row, room);
  const bool bad = row.one.level != Level::ok;
  ui.paragraph(id + 1, x, box.y + gap::small, head.title_w, Style::small_strong, t.text, row.title);
  const float value_x = head.apart ? x : right - head.value_w, value_y = box.y + gap::small + (head.apart ? head.title_h + gap::hair : 0);
  ui.text(value_x, value_y, Style::small_strong, bad ? ink.colour : row.one.value ? t.text : t.muted, row.value);
  ui.paragraph(id + 2, x, box.y + head.limits_y(), head.limits_w, Style::caption, t.muted, row.limits);
  if (bad) pill(ui, right - head.pill_w, box.y + head.limits_y(), level_word(row.one.level), ink.ground, ink.colour);
  float y = box.y + head.height() + gap::small;
  const auto say = [&](NodeId at, Style style, std::uint32_t colour, std::string_view text) {
    if (!text.empty()) y += ui.paragraph(at, x, y, room, style, colour, text) + gap::tiny;
  };
  say(id + 3, Style::small, t.text, row.meaning);
  say(id + 67, Style::small_strong, t.text, row.action);
  say(id + 131, Style::mono, t.muted, row.detail);
  if (releases(data, row.one)) {
    const ButtonOptions look{ButtonLook::primary, {}, false, f.state.admin.releasing};
    const Rect at{x, y + gap::tiny, button_width(ui, words::health::release, look), ui.sizes().button};
    if (button(ui, node_id("health-release"), at, words::health::release, look)) f.want(intent::Administer{intent::Administer::What::release, {}});
  }
  ui.leave();
}

// What stands below is from the time before, or nothing yet.
void not_loaded(Frame& f, float x, float& y, float w) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const ButtonOptions again{ButtonLook::plain, icon::again, false, f.state.admin.loading};
  const float left = x + inner + sign + gap::medium, room = x + w - inner - left, button_h = ui.sizes().button;
  const float words_h = ui.paragraph_height(Style::small_strong, words::health::not_loaded, room);
  const Rect box{x, y, w, inner + words_h + gap::medium + button_h + inner};
  ui.fill(box, t.surface, radius::card);
  ui.stroke(box, t.border, radius::card);
  ui.circle(x + inner + sign / 2, y + inner + sign / 2, sign / 2, t.danger_bg);
  ui.icon(x + inner + 8, y + inner + 8, 16, t.danger, icon::warning);
  ui.paragraph(node_id("health-failed"), left, y + inner, room, Style::small_strong, t.danger, words::health::not_loaded);
  const Rect at{left, y + inner + words_h + gap::medium, button_width(ui, words::retry_now, again), button_h};
  if (button(ui, node_id("health-again"), at, words::retry_now, again)) f.want(intent::RefreshAdmin{});
  y = box.bottom();
}

}  // namespace

void health_section(Frame& f, float x, float& y, float w) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const HealthData& data = f.state.admin.health;
  section_head(ui, node_id("health-title"), x, y, w, words::health::title, words::health::hint);
  if (f.state.admin.health_failed) {
    not_loaded(f, x, y, w);
    if (data.values.empty()) return;
    y += gap::medium;
  }
  const float room = w - 2 * inner - sign - gap::medium;
  float h = 0;
  for (const HealthValue& one : data.values) h += height_of(ui, data, row_of(ui, data, one), room);
  if (data.values.empty()) h = 60;
  const Rect box{x, y, w, h};
  ui.fill(box, t.surface, radius::card);
  ui.stroke(box, t.border, radius::card);
  const NodeId list = node_id("health");
  if (data.values.empty()) {
    skeleton_bar(ui, Rect{x + inner, y + 24, w * 0.4f, 11});
  } else {
    ui.node(list, NodeRole::list, box, words::health::title);
    ui.enter(list);
    for (const HealthValue& one : data.values) {
      const Row row = row_of(ui, data, one);
      const float row_h = height_of(ui, data, row, room);
      if (y > box.y) ui.line_across(x + inner, y, w - 2 * inner, t.border);
      draw_row(f, Rect{x, y, w, row_h}, data, row, node_id("health-row", node_id(one.id)));
      y += row_h;
    }
    ui.leave();
  }
  y = box.bottom();
}

}  // namespace tributary::app
