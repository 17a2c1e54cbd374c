// Text, shaped, measured, broken into lines and rastered by the browser (js/text.js, js/lines.js, js/raster.js).
#include <cmath>
#include <cstring>

#include "web/platform/browser_imports.h"
#include "web/platform/platform.h"

namespace tributary::platform {
namespace {

int size_of(std::string_view s) { return static_cast<int>(s.size()); }

struct PackedStyle { float px, line, weight; std::uint32_t flags; };

}  // namespace

void set_text_styles(std::span<const TextStyle> styles) {
  std::vector<PackedStyle> packed;
  for (const auto& s : styles) packed.push_back({s.px * zoom(), std::round(s.line * zoom()), static_cast<float>(s.weight), (s.mono ? 1U : 0U) | (s.tabular ? 2U : 0U)});
  js_styles(packed.data(), static_cast<int>(packed.size()));
}

TextMetrics measure(const Run& run) {
  float out[4] = {};
  js_measure(run.utf8.data(), size_of(run.utf8), run.style, run.language.data(), size_of(run.language), run.rtl ? 1 : 0, out);
  return {out[0] / zoom(), out[1] / zoom(), out[2] / zoom(), out[3] != 0, run.rtl};
}

void measure_when_idle(const Run& run) { js_measure_when_idle(run.utf8.data(), size_of(run.utf8), run.style, run.language.data(), size_of(run.language), run.rtl ? 1 : 0); }

std::vector<LineRange> break_lines(const Run& run, float width) {
  const auto count = static_cast<std::size_t>(js_break(run.utf8.data(), size_of(run.utf8), run.style, run.language.data(), size_of(run.language), width * zoom()));
  const std::string pairs = take_room();
  std::vector<LineRange> lines(count);
  static_assert(sizeof(LineRange) == 8);
  if (count != 0 && pairs.size() == count * sizeof(LineRange)) std::memcpy(lines.data(), pairs.data(), pairs.size());
  return lines;
}

std::uint32_t fitting_bytes(const Run& run, float width) {
  return static_cast<std::uint32_t>(
      js_fit(run.utf8.data(), size_of(run.utf8), run.style, run.language.data(), size_of(run.language), run.rtl ? 1 : 0, width * zoom()));
}

std::vector<LinePart> line_parts(const Run& run, std::uint32_t begin, std::uint32_t end) {
  const auto count = static_cast<std::size_t>(js_line_parts(run.utf8.data(), size_of(run.utf8), run.style, run.language.data(), size_of(run.language),
                                                            run.rtl ? 1 : 0, static_cast<int>(begin), static_cast<int>(end)));
  const std::string pairs = take_room();
  std::vector<LinePart> parts(count);
  static_assert(sizeof(LinePart) == 8);
  if (count != 0 && pairs.size() == count * sizeof(LinePart)) std::memcpy(parts.data(), pairs.data(), pairs.size());
  for (LinePart& part : parts) part.x /= zoom(), part.width /= zoom();
  return parts;
}

float raster_run(const Run& run, Ink ink, std::uint32_t rgba, int page, int x, int y, int w, int h) {
  return js_raster(run.utf8.data(), size_of(run.utf8), run.style, run.language.data(), size_of(run.language), run.rtl ? 1 : 0, static_cast<int>(ink), rgba, page, x, y, w, h);
}

void raster_icon(std::string_view svg_path, bool filled, int page, int x, int y, int size_px) {
  // One optical weight at every size: a small icon is not a scaled-down large one.
  const float css = static_cast<float>(size_px) / screen().dpr;
  const int stroke = css < 17 ? 205 : css < 22 ? 175 : 150;
  js_icon(svg_path.data(), size_of(svg_path), filled ? 0 : stroke, page, x, y, size_px);
}

void raster_shadow(int page, int x, int y, int size_px, int radius_px, int blur_px) { js_shadow(page, x, y, size_px, radius_px, blur_px); }

void drop_page(int page) { js_page(page, 0, 0, 0); }
void make_page(int page, int width, int height, bool color) { js_page(page, width, height, color ? 1 : 0); }

}  // namespace tributary::platform
