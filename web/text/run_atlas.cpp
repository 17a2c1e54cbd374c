#include "web/text/run_atlas.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <imgui.h>

#include "web/text/line_parts.h"
#include "web/text/measured.h"
#include "web/text/pages.h"

namespace tributary::text {
namespace {

constexpr int padding_px = 2;            // above and below a run, so that overhanging glyphs are not cut
constexpr float end_css_px = 3;          // over its ends (js/raster.js)
constexpr float overhang_css_px = 5;     // above and below lines of letters that pile up
constexpr float raster_budget_ms = 4;    // per frame
constexpr float part_px = 900;           // of a line too long for a page

Pages pages;
float dpr = 1;
int drawn_runs = 0;
float raster_ms = 0;  // of this frame, as the platform expects it
double frames = 0, uploads = 0;
std::set<RunKey> postponed, postponed_before;  // drawn as bars in this frame and in the one before

enum : std::uint64_t { salt_dark = 1, salt_light, salt_icon, salt_shadow, salt_color = 1ULL << 32U };

int device_px(float css_px) { return static_cast<int>(std::ceil(css_px * dpr)); }
int padding_aside() { return device_px(end_css_px); }
int run_px(float width) { return device_px(width) + 2 * padding_aside(); }

// Marks, and letters from Hebrew to Vedic (U+0590 to U+1CFF), pile up and reach out of their line. A few others share their bytes.
bool piles_up(std::string_view utf8) {
  return std::any_of(utf8.begin(), utf8.end(), [](char byte) {
    const auto lead = static_cast<unsigned char>(byte);
    return lead == 0xE0 || lead == 0xE1 || lead == 0xCC || lead == 0xCD || (lead >= 0xD6 && lead <= 0xDF);
  });
}
int padding_above(std::string_view utf8) { return padding_px + (piles_up(utf8) ? static_cast<int>(std::ceil(overhang_css_px * dpr)) : 0); }

// A mask is drawn in the ink's own lightness: browsers thin or thicken strokes with it.
bool is_dark(std::uint32_t rgba) {
  return (rgba & 255U) * 54 + (rgba >> 8U & 255U) * 183 + (rgba >> 16U & 255U) * 19 < 128 * 256;
}

struct Inked { platform::Ink ink; RunKey key; };
Inked inked(const RunKey& metrics_key, const platform::TextMetrics& m, std::uint32_t rgba) {
  if (m.color) return {platform::Ink::color, with(metrics_key, salt_color | (rgba & 0xffffffU))};
  if (is_dark(rgba)) return {platform::Ink::dark_mask, with(metrics_key, salt_dark)};
  return {platform::Ink::light_mask, with(metrics_key, salt_light)};
}

// Nobody sees the same bar twice: what waited a frame is drawn, whatever it costs.
bool may_raster(const RunKey& key) {
  if (raster_ms < raster_budget_ms || postponed_before.count(key) > 0) return true;
  if (postponed.empty()) platform::kick(1);  // this may have been the last frame that anybody wanted
  postponed.insert(key);
  return false;
}

Place raster(const platform::Run& run, const platform::TextMetrics& m, std::uint32_t rgba, const Inked& how) {
  const auto kind = m.color ? PageKind::color : PageKind::mask;
  const Place place = pages.add(how.key, kind, run_px(m.width), device_px(m.ascent + m.descent) + 2 * padding_above(run.utf8));
  if (place.page < 0) return place;
  ++uploads;
  raster_ms += platform::raster_run(run, how.ink, rgba, place.page, place.x, place.y, place.w, place.h);
  return place;
}

// Device pixels of a run that are shown, from its left edge.
struct Shown { float from = 0, to = 0; };
// Where the run lies, drawn now if it must be. One on a page that is being left moves while there is time.
Place place_of(const platform::Run& run, const RunKey& key, const platform::TextMetrics& m, std::uint32_t rgba) {
  const Inked how = inked(key, m, rgba);
  const Place known = pages.find(how.key);
  if (known.page >= 0 && !(known.leaving && raster_ms < raster_budget_ms)) return known;
  if (known.page < 0 && !may_raster(how.key)) return {};
  const Place made = raster(run, m, rgba, how);
  return made.page >= 0 ? made : known;
}

struct Padding { int x = 0, y = 0; };
// One quad, at whole device pixels: texels and pixels then coincide.
void quad(ImDrawList& list, float x, float y, const Place& at, std::uint32_t rgba, Padding padding, Shown shown, bool mirrored = false) {
  const PageKind kind = pages.kind(at.page);
  const auto u = 1.0F / static_cast<float>(Pages::page_width(kind)), v = 1.0F / static_cast<float>(Pages::page_height(kind));
  const float w = std::fmin(shown.to, static_cast<float>(at.w)) - shown.from, h = static_cast<float>(at.h);
  if (w <= 0) return;
  const ImVec2 from(snap(x) + (shown.from - static_cast<float>(padding.x)) / dpr, snap(y) - static_cast<float>(padding.y) / dpr);
  const ImVec2 uv((static_cast<float>(at.x) + shown.from) * u, static_cast<float>(at.y) * v);
  const auto texture = static_cast<std::uintptr_t>(platform::page_texture_base + at.page);
  const std::uint32_t tint = kind == PageKind::color ? 0xffffffU | (rgba & 0xff000000U) : rgba;
  const ImVec2 end(uv.x + w * u, uv.y + h * v);
  list.AddImage(reinterpret_cast<ImTextureID>(texture), from, ImVec2(from.x + w / dpr, from.y + h / dpr),
                ImVec2(mirrored ? end.x : uv.x, uv.y), ImVec2(mirrored ? uv.x : end.x, end.y), tint);
}

void bar(ImDrawList& list, float x, float y, const platform::TextMetrics& m, std::uint32_t rgba) {
  const float line = m.ascent + m.descent, inset = line * 0.3F;
  const std::uint32_t faint = (rgba & 0xffffffU) | (rgba >> 24U) / 6 << 24U;
  list.AddRectFilled(ImVec2(x, y + inset), ImVec2(x + m.width, y + line - inset), faint, inset / 2);
}

// A run wider than a page is drawn in parts, cut between graphemes; only absurdly wide lines are. What is clipped away by
// the caller's rectangle costs nothing but its raster.
void draw_in_parts(ImDrawList& list, float x, float y, std::uint32_t rgba, const platform::Run& run, float width) {
  const Reading reading{run.language, run.rtl ? Direction::from_right : Direction::from_left};
  platform::Run rest = run;
  for (float done = 0; !rest.utf8.empty();) {
    platform::Run part = rest;
    auto head = platform::fitting_bytes(rest, part_px / dpr);
    if (head == 0 || head > rest.utf8.size()) head = static_cast<std::uint32_t>(rest.utf8.size());
    part.utf8 = rest.utf8.substr(0, head);
    const float w = metrics(part.utf8, part.style, reading).width;
    if (run_px(w) + 2 > mask_page_width) return;  // one grapheme of such width is no text
    draw(list, run.rtl ? x + width - done - w : x + done, y, run.style, rgba, part.utf8, reading);
    done += w;
    rest.utf8.remove_prefix(head);
  }
}

}  // namespace

void begin_frame(const platform::Screen& screen) {
  if (screen.dpr != dpr) invalidate();
  dpr = screen.dpr;
  pages.begin_frame(dpr, screen.low_memory);
  trim_measured();
  postponed_before.swap(postponed);
  postponed.clear();
  drawn_runs = 0;
  raster_ms = 0;
  ++frames;
}

bool all_drawn() { return postponed.empty(); }

void invalidate() {
  release();
  forget_measured();
  forget_line_parts();
}

void release() {
  pages.clear();
  postponed.clear();
}

float snap(float css_px) { return std::floor(css_px * dpr + 0.5F) / dpr; }

namespace {

float draw_shown(ImDrawList& list, float x, float y, int style, std::uint32_t rgba, std::string_view s, const Reading& reading, Shown shown) {
  if (s.empty()) return 0;
  const platform::Run run = run_of(s, style, reading);
  const RunKey key = metrics_key(run);
  const auto m = metrics(key, run);
  if (m.width <= 0 || platform::screen().text_in_dom) return m.width;
  ++drawn_runs;
  if (run_px(m.width) + 2 > mask_page_width) {
    draw_in_parts(list, x, y, rgba, run, m.width);
    return m.width;
  }
  const Place place = place_of(run, key, m, rgba);
  if (place.page < 0) bar(list, x, y, m, rgba);
  else quad(list, x, y, place, rgba, {padding_aside(), padding_above(s)}, shown);
  return m.width;
}

}  // namespace

float draw(ImDrawList& list, float x, float y, int style, std::uint32_t rgba, std::string_view s, const Reading& reading) {
  return draw_shown(list, x, y, style, rgba, s, reading, Shown{0, 1e6F});
}

void draw_between(ImDrawList& list, float x, float y, int style, std::uint32_t rgba, std::string_view s, const Reading& reading, float from, float to) {
  const auto edge = [](float css_px) { return std::floor(css_px * dpr + 0.5F) + static_cast<float>(padding_aside()); };
  draw_shown(list, x, y, style, rgba, s, reading, Shown{from <= 0 ? 0 : edge(from), edge(to)});
}

void icon(ImDrawList& list, float x, float y, float size, std::uint32_t rgba, std::string_view svg_path, bool filled, bool mirrored) {
  const int px = static_cast<int>(std::lround(size * dpr));
  const RunKey key = key_of(svg_path, salt_icon << 40U | static_cast<std::uint64_t>(px) << 1U | (filled ? 1U : 0U));
  Place place = pages.find(key);
  if (place.page < 0 || place.leaving) {
    place = pages.add(key, PageKind::mask, px, px);
    if (place.page < 0) return;
    ++uploads;
    platform::raster_icon(svg_path, filled, place.page, place.x, place.y, px);
  }
  quad(list, x, y, place, rgba, {}, Shown{0, static_cast<float>(px)}, mirrored);
}

// One sprite for every shadow, at half size: it is soft, so nobody sees it. Its corners keep their shape, what lies
// between them is stretched.
void shadow(ImDrawList& list, float x, float y, float w, float h, float blur, std::uint32_t rgba) {
  constexpr int px = 60, radius_px = 6, blur_px = 12;
  const RunKey key = key_of("shadow", static_cast<std::uint64_t>(salt_shadow) << 40U);
  Place place = pages.find(key);
  if (place.page < 0 || place.leaving) {
    place = pages.add(key, PageKind::mask, px, px);
    if (place.page < 0) return;
    ++uploads;
    platform::raster_shadow(place.page, place.x, place.y, px, radius_px, blur_px);
  }
  const float u = 1.0F / static_cast<float>(mask_page_width), v = 1.0F / static_cast<float>(mask_page_height);
  const float reach = blur * static_cast<float>(px) / 2 / blur_px;  // a corner of the sprite on the page
  const float corner = std::min({reach, w / 2 + blur, h / 2 + blur});
  const float xs[4] = {x - blur, x - blur + corner, x + w + blur - corner, x + w + blur};
  const float ys[4] = {y - blur, y - blur + corner, y + h + blur - corner, y + h + blur};
  const float cut = corner / reach * static_cast<float>(px) / 2;
  const float edges[4] = {0.5F, cut, static_cast<float>(px) - cut, static_cast<float>(px) - 0.5F};
  const auto texture = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(platform::page_texture_base + place.page));
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t column = 0; column < 3; ++column) {
      const auto at = [&](std::size_t c, std::size_t r) { return ImVec2((static_cast<float>(place.x) + edges[c]) * u, (static_cast<float>(place.y) + edges[r]) * v); };
      list.AddImage(texture, ImVec2(xs[column], ys[row]), ImVec2(xs[column + 1], ys[row + 1]), at(column, row), at(column + 1, row + 1), rgba);
    }
  }
}

platform::Stats stats() {
  platform::Stats s;
  s.frames = frames;
  s.runs = drawn_runs;
  s.uploads = uploads;
  s.pages = pages.count();
  s.evictions = pages.evictions();
  s.page_mib = pages.mib();
  s.compactions = pages.compactions();
  s.measured = static_cast<double>(measured_count());
  return s;
}

}  // namespace tributary::text
