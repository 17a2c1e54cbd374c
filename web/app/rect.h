#pragma once
// Boxes on the screen, in CSS pixels.
namespace tributary::app {

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  float right() const { return x + w; }
  float bottom() const { return y + h; }
  bool contains(float px, float py) const { return px >= x && px < x + w && py >= y && py < y + h; }
  bool touches(const Rect& o) const { return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom(); }
  Rect inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
};

// What both cover; empty (no width or height) when nothing.
inline Rect common(const Rect& a, const Rect& b) {
  const float x = a.x > b.x ? a.x : b.x, y = a.y > b.y ? a.y : b.y;
  const float r = a.right() < b.right() ? a.right() : b.right(), m = a.bottom() < b.bottom() ? a.bottom() : b.bottom();
  return {x, y, r > x ? r - x : 0, m > y ? m - y : 0};
}

}  // namespace tributary::app
