#include "web/text/run_atlas.h"

#include <algorithm>
#include <cmath>
#include <imgui.h>

#include "web/text/line_parts.h"
#include "web/text/measured.h"
#include "web/text/pages.h"

namespace tributary::text {
namespace {

constexpr int padding_px = 2;            // around a run, so that overhanging glyphs are not cut
constexpr int new_runs_per_frame_max = 240;  // about 15 ms of rastering; what is beyond shows as a bar for one frame

Pages pages;
float dpr = 1;
int drawn_runs = 0, new_runs = 0;
double frames = 0, uploads = 0;
bool postponed = false;

enum : std::uint64_t { salt_dark = 1, salt_light, salt_icon, salt_shadow, salt_color = 1ULL << 32U };

int device_px(float css_px) { return static_cast<int>(std::ceil(css_px * dpr)) + 2 * padding_px; }

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

bool may_raster() {
  if (new_runs < new_runs_per_frame_max) return true;
  postponed = true;
  return false;
}

Place raster(std::string_view s, int style, const platform::TextMetrics& m, std::uint32_t rgba, const Inked& how) {
  if (!may_raster()) return {};
  const auto kind = m.color ? PageKind::color : PageKind::mask;
  const Place place = pages.add(how.key, kind, device_px(m.width), device_px(m.ascent + m.descent));
  if (place.page < 0) return place;
  ++new_runs, ++uploads;
  platform::raster_run(s, style, how.ink, rgba, place.page, place.x, place.y, place.w, place.h);
  return place;
}

// Device pixels of a run that are shown, from its left edge.
struct Shown { float from = 0, to = 0; };

// One quad, at whole device pixels: texels and pixels then coincide.
void quad(ImDrawList& list, float x, float y, const Place& at, std::uint32_t rgba, int padding, Shown shown, bool mirrored = false) {
  const PageKind kind = pages.kind(at.page);
  const auto u = 1.0F / static_cast<float>(Pages::page_width(kind)), v = 1.0F / static_cast<float>(Pages::page_height(kind));
  const float w = std::fmin(shown.to, static_cast<float>(at.w)) - shown.from, h = static_cast<float>(at.h);
  if (w <= 0) return;
  const ImVec2 from(snap(x) + (shown.from - static_cast<float>(padding)) / dpr, snap(y) - static_cast<float>(padding) / dpr);
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

// A run wider than a page is drawn in parts; only absurdly wide lines are.
float draw_in_parts(ImDrawList& list, float x, float y, int style, std::uint32_t rgba, std::string_view s) {
  const float room = static_cast<float>(mask_page_width - 2 * padding_px - 4) / dpr;
  const auto head = platform::fitting_bytes(s, style, room);
  if (head == 0 || head >= s.size()) return 0;
  const float width = draw(list, x, y, style, rgba, s.substr(0, head));
  return width + draw(list, x + width, y, style, rgba, s.substr(head));
}

}  // namespace

void begin_frame(float new_dpr) {
  if (new_dpr != dpr) invalidate();
  dpr = new_dpr;
  pages.begin_frame(dpr);
  trim_measured();
  if (postponed) platform::kick(1);
  postponed = false;
  drawn_runs = new_runs = 0;
  ++frames;
}

void invalidate() {
  pages.clear();
  forget_measured();
  forget_line_parts();
}

float snap(float css_px) { return std::floor(css_px * dpr + 0.5F) / dpr; }

namespace {

float draw_shown(ImDrawList& list, float x, float y, int style, std::uint32_t rgba, std::string_view s, Shown shown) {
  if (s.empty()) return 0;
  const RunKey key = metrics_key(s, style);
  const auto m = metrics(key, s, style);
  if (m.width <= 0 || platform::screen().text_in_dom) return m.width;
  ++drawn_runs;
  const Inked how = inked(key, m, rgba);
  Place place = pages.find(how.key);
  if (place.page < 0 && device_px(m.width) + 2 > mask_page_width) return draw_in_parts(list, x, y, style, rgba, s);
  if (place.page < 0) place = raster(s, style, m, rgba, how);
  if (place.page < 0) bar(list, x, y, m, rgba);
  else quad(list, x, y, place, rgba, padding_px, shown);
  return m.width;
}

}  // namespace

float draw(ImDrawList& list, float x, float y, int style, std::uint32_t rgba, std::string_view s) {
  return draw_shown(list, x, y, style, rgba, s, Shown{0, 1e6F});
}

void draw_between(ImDrawList& list, float x, float y, int style, std::uint32_t rgba, std::string_view s, float from, float to) {
  const auto edge = [](float css_px) { return std::floor(css_px * dpr + 0.5F) + static_cast<float>(padding_px); };
  draw_shown(list, x, y, style, rgba, s, Shown{from <= 0 ? 0 : edge(from), edge(to)});
}

void icon(ImDrawList& list, float x, float y, float size, std::uint32_t rgba, std::string_view svg_path, bool filled, bool mirrored) {
  const int px = static_cast<int>(std::lround(size * dpr));
  const RunKey key = key_of(svg_path, salt_icon << 40U | static_cast<std::uint64_t>(px) << 1U | (filled ? 1U : 0U));
  Place place = pages.find(key);
  if (place.page < 0) {
    place = pages.add(key, PageKind::mask, px, px);
    if (place.page < 0) return;
    ++uploads;
    platform::raster_icon(svg_path, filled, place.page, place.x, place.y, px);
  }
  quad(list, x, y, place, rgba, 0, Shown{0, static_cast<float>(px)}, mirrored);
}

// One sprite for every shadow, at half size: it is soft, so nobody sees it. Its corners keep their shape, what lies
// between them is stretched.
void shadow(ImDrawList& list, float x, float y, float w, float h, float blur, std::uint32_t rgba) {
  constexpr int px = 60, radius_px = 6, blur_px = 12;
  const RunKey key = key_of("shadow", static_cast<std::uint64_t>(salt_shadow) << 40U);
  Place place = pages.find(key);
  if (place.page < 0) {
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
  return s;
}

}  // namespace tributary::text
